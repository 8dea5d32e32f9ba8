package io.grantkeeper.permissions;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The circumstances of a grant that raise or lower its risk. An empty component is unknown; an unknown circumstance
 * neither raises nor lowers the risk.
 *
 * @param publisherVerified whether the provider has verified the publisher
 * @param firstParty whether the app is the provider's own
 * @param hasOwner whether the app has an owner
 * @param consentingPeople the number of people who consented to the app
 * @param sinceLastUse the time since the grant was last used; zero if it is in use now
 */
public record RiskContext(
        Optional<Boolean> publisherVerified,
        Optional<Boolean> firstParty,
        Optional<Boolean> hasOwner,
        OptionalInt consentingPeople,
        Optional<Duration> sinceLastUse) {
    /** Returns a context in which every circumstance is unknown. */
    public static RiskContext unknown() {
        return new RiskContext(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    public RiskContext withPublisherVerified(boolean known) {
        return new RiskContext(Optional.of(known), firstParty, hasOwner, consentingPeople, sinceLastUse);
    }

    public RiskContext withFirstParty(boolean known) {
        return new RiskContext(publisherVerified, Optional.of(known), hasOwner, consentingPeople, sinceLastUse);
    }

    public RiskContext withOwner(boolean known) {
        return new RiskContext(publisherVerified, firstParty, Optional.of(known), consentingPeople, sinceLastUse);
    }

    public RiskContext withConsentingPeople(int known) {
        return new RiskContext(publisherVerified, firstParty, hasOwner, OptionalInt.of(known), sinceLastUse);
    }

    public RiskContext withLastUse(Duration ago) {
        return new RiskContext(publisherVerified, firstParty, hasOwner, consentingPeople, Optional.of(ago));
    }
}
