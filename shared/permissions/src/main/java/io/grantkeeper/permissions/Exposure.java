package io.grantkeeper.permissions;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The circumstances of a grant that raise or lower what there is to fear from it. Missing means unknown, and unknown
 * neither raises nor lowers.
 *
 * @param publisherVerified whether the provider vouches for the publisher
 * @param firstParty whether the app is the provider's own
 * @param hasOwner whether somebody answers for it
 * @param consentingPeople how many people agreed to it
 * @param sinceLastUse how long ago it was last used; zero when in use now
 */
public record Exposure(
        Optional<Boolean> publisherVerified,
        Optional<Boolean> firstParty,
        Optional<Boolean> hasOwner,
        OptionalInt consentingPeople,
        Optional<Duration> sinceLastUse) {
    /** Nothing known beyond the grant itself. */
    public static Exposure unknown() {
        return new Exposure(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    public Exposure withPublisherVerified(boolean known) {
        return new Exposure(Optional.of(known), firstParty, hasOwner, consentingPeople, sinceLastUse);
    }

    public Exposure withFirstParty(boolean known) {
        return new Exposure(publisherVerified, Optional.of(known), hasOwner, consentingPeople, sinceLastUse);
    }

    public Exposure withOwner(boolean known) {
        return new Exposure(publisherVerified, firstParty, Optional.of(known), consentingPeople, sinceLastUse);
    }

    public Exposure withConsentingPeople(int known) {
        return new Exposure(publisherVerified, firstParty, hasOwner, OptionalInt.of(known), sinceLastUse);
    }

    public Exposure withLastUse(Duration ago) {
        return new Exposure(publisherVerified, firstParty, hasOwner, consentingPeople, Optional.of(ago));
    }
}
