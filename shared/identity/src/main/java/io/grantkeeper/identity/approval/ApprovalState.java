package io.grantkeeper.identity.approval;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The approval state of an identity, as decided by the company. */
public enum ApprovalState {
    /** Nobody has decided, and nobody has been asked. */
    NEW,
    /** Someone was asked, or an earlier decision no longer applies. Nothing is approved. */
    UNDER_REVIEW,
    /** The recorded access is approved. */
    APPROVED,
    /** The recorded access is tolerated until a date, without being approved. */
    TOLERATED,
    /** The access is to be revoked, or the app is to be blocked at its provider. */
    REFUSED,
    /** A first-party app of a provider, which no owner needs to approve. */
    FIRST_PARTY,
    /** The identity no longer exists or has no access left. */
    RETIRED;

    /** Returns the stable code used on the command line, in the ledger and in JSON, for example {@code under-review}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the state in words, as shown to people. */
    public String displayName() {
        return name().toLowerCase(Locale.ROOT).replace('_', this == FIRST_PARTY ? '-' : ' ');
    }

    public static Optional<ApprovalState> ofCode(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    /** Returns whether the state is a person's decision that remains in effect until it ends or changes. */
    public boolean isDecision() {
        return switch (this) {
            case APPROVED, TOLERATED, REFUSED, FIRST_PARTY -> true;
            case NEW, UNDER_REVIEW, RETIRED -> false;
        };
    }

    /** Returns whether the identity may keep its access in this state. */
    public boolean permits() {
        return switch (this) {
            case APPROVED, TOLERATED, FIRST_PARTY -> true;
            case NEW, UNDER_REVIEW, REFUSED, RETIRED -> false;
        };
    }

    /** Returns whether an identity in this state may change to another state. */
    public boolean mayBecome(ApprovalState next) {
        return successors().contains(next);
    }

    private Set<ApprovalState> successors() {
        return switch (this) {
            case NEW -> EnumSet.of(UNDER_REVIEW, APPROVED, TOLERATED, REFUSED, FIRST_PARTY, RETIRED);
            case UNDER_REVIEW, APPROVED, TOLERATED, REFUSED ->
                EnumSet.of(UNDER_REVIEW, APPROVED, TOLERATED, REFUSED, FIRST_PARTY, RETIRED);
            case FIRST_PARTY -> EnumSet.of(UNDER_REVIEW, FIRST_PARTY, REFUSED, RETIRED);
            // An identity that returns is reviewed first: an approval never revives by itself.
            case RETIRED -> EnumSet.of(UNDER_REVIEW);
        };
    }
}
