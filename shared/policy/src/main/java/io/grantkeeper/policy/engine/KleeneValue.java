package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;

/** A Kleene value: true, false or unknown. */
enum KleeneValue {
    YES,
    NO,
    UNKNOWN;

    static KleeneValue of(boolean expected) {
        return expected ? YES : NO;
    }

    KleeneValue and(KleeneValue other) {
        return this == NO || other == NO ? NO : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
    }

    KleeneValue or(KleeneValue other) {
        return this == YES || other == YES ? YES : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    KleeneValue not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /**
     * Returns whether a rule whose conditions have this value applies. An unknown value counts against access: a rule
     * that allows does not apply, and a rule that asks or forbids does.
     */
    boolean appliesTo(Effect effect) {
        return switch (effect) {
            case ALLOW -> this == YES;
            case ASK, FORBID -> this != NO;
        };
    }
}
