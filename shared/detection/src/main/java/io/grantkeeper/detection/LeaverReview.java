package io.grantkeeper.detection;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The change that triggers a review of the findings about a leaver and an identity.
 *
 * @param left whether the person has just become a leaver
 * @param gainedIdentity when the person became the identity's owner, if that has just happened
 * @param gainedGrant when a grant from the person became usable, if that has just happened
 */
public record LeaverReview(boolean left, Optional<Instant> gainedIdentity, Optional<Instant> gainedGrant) {
    /** Returns a review triggered by a change to the person's row. */
    public static LeaverReview ofPerson(boolean left) {
        return new LeaverReview(left, Optional.empty(), Optional.empty());
    }

    /** Returns a review triggered by changes to rows of the identity. */
    public static LeaverReview ofIdentity(Optional<Instant> gainedIdentity, Optional<Instant> gainedGrant) {
        return new LeaverReview(false, gainedIdentity, gainedGrant);
    }

    /** Returns when the person gained access, if that has just happened. */
    Stream<Instant> gained() {
        return Stream.of(gainedIdentity, gainedGrant).flatMap(Optional::stream);
    }
}
