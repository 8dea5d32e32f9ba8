package io.grantkeeper.policy.intent;

import java.util.Locale;

/** The effect of a policy on a decision if a failure prevents the policy's evaluation. */
public enum FailMode {
    CLOSED,
    OPEN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
