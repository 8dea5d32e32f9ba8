package io.grantkeeper.detection;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Which grants have stood as they are since an instant, as far as inventory, events and findings tell. */
final class LongHeld {
    private static final Set<AccessEventType> RENEWING =
            EnumSet.of(AccessEventType.GRANT_GIVEN, AccessEventType.GRANT_CHANGED, AccessEventType.DELEGATION_GIVEN);

    private final IdentityDossier dossier;
    private final Instant since;

    LongHeld(IdentityDossier dossier, Instant since) {
        this.dossier = dossier;
        this.since = since;
    }

    boolean covers(Stored<Grant> stored) {
        Grant grant = stored.content();
        boolean usable = grant.standing() == Standing.ACTIVE || grant.standing() == Standing.UNKNOWN;
        boolean old = stored.baseline() || !stored.firstSeen().isAfter(since);
        boolean givenLately = grant.grantedAt() instanceof Moment.At(Instant given) && given.isAfter(since);
        return stored.isLive() && usable && old && !givenLately && !renewedLately(grant) && !grewLately(grant);
    }

    private boolean renewedLately(Grant grant) {
        return dossier.events().stream()
                .filter(event -> RENEWING.contains(event.type()) && event.at().isAfter(since))
                .anyMatch(event -> speaksOf(event, grant));
    }

    private static boolean speaksOf(AccessEvent event, Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson(var person) ->
                event.actor().toOptional().filter(person::equals).isPresent();
            case GrantSubject.WholeTenant _ -> true;
        };
    }

    private boolean grewLately(Grant grant) {
        return dossier.findings().stream()
                .filter(finding -> finding.type() == FindingType.SCOPES_EXPANDED)
                .filter(finding -> finding.foundAt().isAfter(since))
                .anyMatch(finding -> finding.key().contains("/" + grant.key() + "/"));
    }
}
