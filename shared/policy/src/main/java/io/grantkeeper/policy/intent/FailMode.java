package io.grantkeeper.policy.intent;

import java.util.Locale;

/** What a policy wants where it cannot be judged, because something broke. */
public enum FailMode {
    CLOSED,
    OPEN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
