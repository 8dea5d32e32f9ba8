package io.grantkeeper.identity.store;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The event and usage evidence about one identity, combined with its inventory. The source of each fact is retained.
 *
 * @param logsReadUpTo the earliest of the times up to which the connection's logs and reports have been read; a log
 *     that was never read is ignored; empty if none was read
 */
public record JoinedIdentityEvidence(IdentityRecord dossier, Optional<Instant> logsReadUpTo) {
    private static final Set<AccessEventType> GRANTING =
            EnumSet.of(AccessEventType.GRANT_GIVEN, AccessEventType.CREDENTIAL_ADDED);

    /**
     * Returns the evidence about an identity. It is only as current as the least recently read log or report of the
     * identity's connection.
     */
    public static JoinedIdentityEvidence of(IdentityRecord identityRecord, List<PartitionStatus> partitions) {
        return new JoinedIdentityEvidence(
                identityRecord,
                partitions.stream()
                        .map(PartitionStatus::watermark)
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()));
    }

    /** Returns the time of the latest use, according to grants, credentials and usage reports. */
    public SourcedTimestamp lastUse() {
        SourcedTimestamp latest = SourcedTimestamp.UNKNOWN;
        for (StoredRecord<Grant> grant : dossier.grants()) {
            latest = latest.latest(fromInventory(grant.content().lastUsed(), grant.observedAt()));
        }
        for (StoredRecord<Credential> credential : dossier.credentials()) {
            latest = latest.latest(fromInventory(credential.content().lastUsed(), credential.observedAt()));
        }
        for (UsageHistory usage : dossier.usage()) {
            latest = latest.latest(new SourcedTimestamp(
                    Timestamp.at(usage.lastAt()), Optional.of(AccessEvidenceKind.USAGE), logsReadUpTo));
        }
        return latest;
    }

    /**
     * Returns when a grant was given, from the listing or, if the listing does not state it, from the log. If a grant
     * covers one person's data, it is matched only to log events that this person caused. The result is unknown if
     * neither source states the time.
     */
    public SourcedTimestamp grantedAt(StoredRecord<Grant> grant) {
        if (grant.content().grantedAt().isKnown()) {
            return fromInventory(grant.content().grantedAt(), grant.observedAt());
        }
        return latestGrantEvent(grant.content())
                .filter(event -> event.at().isKnown())
                .map(event -> new SourcedTimestamp(event.at(), Optional.of(AccessEvidenceKind.EVENT), logsReadUpTo))
                .orElse(SourcedTimestamp.UNKNOWN);
    }

    /**
     * Returns who gave a grant, from the listing or, if the listing does not state it, from the log. The result is
     * unknown if neither states it.
     */
    public JoinedPersonEvidence grantedBy(StoredRecord<Grant> grant) {
        if (grant.content().grantedBy().isKnown()) {
            return new JoinedPersonEvidence(
                    grant.content().grantedBy(),
                    Optional.of(AccessEvidenceKind.INVENTORY),
                    Optional.of(grant.observedAt()));
        }
        return latestGrantEvent(grant.content())
                .filter(event -> event.actor().isKnown())
                .map(event ->
                        new JoinedPersonEvidence(event.actor(), Optional.of(AccessEvidenceKind.EVENT), logsReadUpTo))
                .orElse(JoinedPersonEvidence.UNKNOWN);
    }

    /**
     * Returns the latest event that gave a grant; empty if there is none. For an identity that is itself a key, its
     * creation also counts.
     */
    private Optional<AccessEvent> latestGrantEvent(Grant grant) {
        IdentityKind kind = dossier.identity().content().id().kind();
        boolean isKey = kind == IdentityKind.API_KEY || kind == IdentityKind.CERTIFICATE;
        return dossier.events().stream()
                .filter(event -> event.type() == AccessEventType.GRANT_GIVEN
                        || (isKey && event.type() == AccessEventType.CREDENTIAL_ADDED))
                .filter(event -> isAbout(event, grant))
                .max(Comparator.comparing(event -> event.at().toOptional().orElse(Instant.MIN)));
    }

    /**
     * The delays until an identity was detected.
     *
     * @param cameIn when the identity was created or first got access, by the provider's clock
     * @param heardAfter the delay until the provider first reported the identity; it consists of the provider's own
     *     delay and, if the provider does not push events, the wait for Grantkeeper's next read
     * @param registeredAfter Grantkeeper's own delay: from the provider's first report until the identity was
     *     registered with its owner candidates and findings; empty if not recorded
     */
    public record DetectionDelay(Instant cameIn, Duration heardAfter, Optional<Duration> registeredAfter) {}

    /**
     * Returns the delays until the identity was detected. Returns empty if the identity existed before the first
     * complete sweep ended or if no event states when it appeared.
     */
    public Optional<DetectionDelay> detectionDelay() {
        Instant firstSeen = dossier.identity().firstSeen();
        return dossier.events().stream()
                .filter(event -> GRANTING.contains(event.type()) || event.type() == AccessEventType.GRANT_REQUESTED)
                .flatMap(event -> event.at().toOptional().stream())
                .min(Comparator.naturalOrder())
                .filter(at -> !dossier.identity().baseline() && !at.isAfter(firstSeen))
                .map(at -> new DetectionDelay(
                        at,
                        Duration.between(at, firstSeen),
                        dossier.summary()
                                .flatMap(IdentitySummary::registeredAt)
                                .map(registered -> Duration.between(firstSeen, registered))
                                .filter(after -> !after.isNegative())));
    }

    private boolean isAbout(AccessEvent event, Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson(PersonId person) ->
                event.actor().toOptional().filter(person::equals).isPresent();
            // If several grants cover everyone, the event does not say which one it concerns.
            case GrantSubject.WholeTenant _ -> countTenantGrants() == 1;
        };
    }

    private long countTenantGrants() {
        return dossier.grants().stream()
                .filter(StoredRecord::isLive)
                .filter(stored -> stored.content().subject() instanceof GrantSubject.WholeTenant)
                .count();
    }

    private static SourcedTimestamp fromInventory(Timestamp value, Instant observedAt) {
        return value.isKnown()
                ? new SourcedTimestamp(value, Optional.of(AccessEvidenceKind.INVENTORY), Optional.of(observedAt))
                : SourcedTimestamp.UNKNOWN;
    }
}
