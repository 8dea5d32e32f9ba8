package io.grantkeeper.detection;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The change because of which the findings about a leaver and an identity are reviewed.
 *
 * @param left whether the person has just become a leaver
 * @param gainedIdentity when the person became the identity's owner, if that has just happened
 * @param gainedGrant when a grant from the person became usable, if that has just happened
 */
public record LeaverReview(boolean left, Optional<Instant> gainedIdentity, Optional<Instant> gainedGrant) {
    /** Returns a review because the person's row has changed. */
    public static LeaverReview ofPerson(boolean left) {
        return new LeaverReview(left, Optional.empty(), Optional.empty());
    }

    /** Returns a review because rows of the identity have changed. */
    public static LeaverReview ofIdentity(Optional<Instant> gainedIdentity, Optional<Instant> gainedGrant) {
        return new LeaverReview(false, gainedIdentity, gainedGrant);
    }

    /** Returns when the person gained access, if that has just happened. */
    Stream<Instant> gained() {
        return Stream.of(gainedIdentity, gainedGrant).flatMap(Optional::stream);
    }
}
