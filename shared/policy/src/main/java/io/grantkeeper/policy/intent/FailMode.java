package io.grantkeeper.policy.intent;

import java.util.Locale;

/** How a policy affects the decision if it cannot be evaluated because of a failure. */
public enum FailMode {
    CLOSED,
    OPEN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
