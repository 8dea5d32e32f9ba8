package io.grantkeeper.policy.intent;

import java.util.Locale;

/** How a policy affects the decision if a failure prevents its evaluation. */
public enum FailMode {
    CLOSED,
    OPEN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
