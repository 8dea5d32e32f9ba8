package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.decision.Judgement.Effect;

/** Whether something is so: Kleene's three values. */
enum Truth {
    YES,
    NO,
    UNKNOWN;

    static Truth of(boolean truth) {
        return truth ? YES : NO;
    }

    Truth and(Truth other) {
        return this == NO || other == NO ? NO : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
    }

    Truth or(Truth other) {
        return this == YES || other == YES ? YES : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** What is not known counts against access: a rule that allows then does not hold, one that asks or forbids does. */
    boolean holds(Effect effect) {
        return switch (effect) {
            case ALLOW -> this == YES;
            case ASK, FORBID -> this != NO;
        };
    }
}
