package io.grantkeeper.policy.intent;

import java.util.Locale;

/** How a policy affects a decision if the policy cannot be evaluated because of a failure. */
public enum FailMode {
    CLOSED,
    OPEN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
