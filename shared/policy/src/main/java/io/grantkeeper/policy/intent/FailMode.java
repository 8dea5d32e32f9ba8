package io.grantkeeper.policy.intent;

import java.util.Locale;

/** The effect of a policy that cannot be evaluated because of a failure. */
public enum FailMode {
    CLOSED,
    OPEN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
