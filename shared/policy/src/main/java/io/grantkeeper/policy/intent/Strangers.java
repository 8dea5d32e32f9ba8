package io.grantkeeper.policy.intent;

import java.util.Locale;

/** Whether a policy speaks of those whom the inventory does not know. */
public enum Strangers {
    /** What it forbids and asks for holds for them, what it allows does not. */
    UNSAID,
    /** What it allows holds for them too. */
    INCLUDED,
    /** It is about them alone. */
    ONLY,
    /** It is not about them. */
    EXCLUDED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
