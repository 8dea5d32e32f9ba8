package io.grantkeeper.policy.intent;

import java.util.Locale;

/** A policy's coverage of subjects that are not in the inventory. */
public enum UnknownSubjects {
    /** Unknown subjects are covered by the rules that forbid or ask, but not by the rules that allow. */
    UNSAID,
    /** Unknown subjects are covered by all rules, including those that allow. */
    INCLUDED,
    /** The policy covers only unknown subjects. */
    ONLY,
    /** The policy does not cover unknown subjects. */
    EXCLUDED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
