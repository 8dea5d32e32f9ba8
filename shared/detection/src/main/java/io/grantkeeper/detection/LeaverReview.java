package io.grantkeeper.detection;

/**
 * The change because of which the findings about a leaver and an identity are reviewed.
 *
 * @param left whether the person has just become a leaver
 * @param gainedIdentity whether the person has just become the identity's owner
 * @param gainedGrant whether a grant from the person has just become usable
 */
public record LeaverReview(boolean left, boolean gainedIdentity, boolean gainedGrant) {
    /** Returns a review because the person's row has changed. */
    public static LeaverReview ofPerson(boolean left) {
        return new LeaverReview(left, false, false);
    }

    /** Returns a review because rows of the identity have changed. */
    public static LeaverReview ofIdentity(boolean gainedIdentity, boolean gainedGrant) {
        return new LeaverReview(false, gainedIdentity, gainedGrant);
    }
}
