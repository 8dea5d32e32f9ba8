package io.grantkeeper.policy.intent;

import java.util.Locale;

/** Whether a policy covers subjects that are not in the inventory. */
public enum UnknownSubjects {
    /** Rules that forbid or ask cover unknown subjects; rules that allow do not. */
    UNSAID,
    /** Rules that allow cover unknown subjects, too. */
    INCLUDED,
    /** The policy covers only unknown subjects. */
    ONLY,
    /** The policy does not cover unknown subjects. */
    EXCLUDED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
