package io.grantkeeper.detection;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Determines which grants have not changed since a given instant. A grant counts as unchanged only if neither the
 * inventory nor events nor findings show a change.
 */
final class UnchangedGrants {
    private static final Set<AccessEventType> RENEWING =
            EnumSet.of(AccessEventType.GRANT_GIVEN, AccessEventType.GRANT_CHANGED, AccessEventType.DELEGATION_GIVEN);

    private final IdentityRecord identityRecord;
    private final Instant since;

    UnchangedGrants(IdentityRecord identityRecord, Instant since) {
        this.identityRecord = identityRecord;
        this.since = since;
    }

    boolean covers(StoredRecord<Grant> stored) {
        Grant grant = stored.content();
        boolean usable = grant.standing() == ProviderStatus.ACTIVE || grant.standing() == ProviderStatus.UNKNOWN;
        boolean old = stored.baseline() || !stored.firstSeen().isAfter(since);
        boolean givenLately = grant.grantedAt() instanceof Timestamp.At(Instant given) && given.isAfter(since);
        return stored.isLive() && usable && old && !givenLately && !renewedRecently(grant) && !expandedRecently(grant);
    }

    private boolean renewedRecently(Grant grant) {
        return identityRecord.events().stream()
                .filter(event -> RENEWING.contains(event.type()) && mayBeRecent(event))
                .anyMatch(event -> concerns(event, grant));
    }

    /** Returns whether an event may have happened since the given instant. An unknown time may be recent. */
    private boolean mayBeRecent(AccessEvent event) {
        return event.at().toOptional().filter(at -> !at.isAfter(since)).isEmpty();
    }

    private static boolean concerns(AccessEvent event, Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson(var person) ->
                event.actor().toOptional().filter(person::equals).isPresent();
            case GrantSubject.WholeTenant _ -> true;
        };
    }

    private boolean expandedRecently(Grant grant) {
        return identityRecord.findings().stream()
                .filter(finding -> finding.type() == FindingType.SCOPES_EXPANDED)
                .filter(finding -> finding.foundAt().isAfter(since))
                .anyMatch(finding -> finding.key().contains("/" + grant.key() + "/"));
    }
}
