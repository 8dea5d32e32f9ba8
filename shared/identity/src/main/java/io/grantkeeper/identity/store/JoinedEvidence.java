package io.grantkeeper.identity.store;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.EvidenceKind;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.PersonId;
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
 * Lays the evidence of events and usage over what inventory tells, for one identity, without losing which told what.
 *
 * @param logsReadUpTo up to when all of the connection's logs and reports have been read; empty where one never was
 */
public record JoinedEvidence(IdentityDossier dossier, Optional<Instant> logsReadUpTo) {
    private static final Set<AccessEventType> GIVING =
            EnumSet.of(AccessEventType.GRANT_GIVEN, AccessEventType.CREDENTIAL_ADDED);

    /** The evidence of an identity, as fresh as the stalest log of its connection. */
    public static JoinedEvidence of(IdentityDossier dossier, List<PartitionState> partitions) {
        return new JoinedEvidence(
                dossier,
                partitions.stream()
                        .map(PartitionState::watermark)
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()));
    }

    /** The latest use that anything tells of: grants, credentials, usage reports. */
    public JoinedMoment lastUse() {
        JoinedMoment latest = JoinedMoment.UNKNOWN;
        for (Stored<Grant> grant : dossier.grants()) {
            latest = latest.orLater(listed(grant.content().lastUsed(), grant.observedAt()));
        }
        for (Stored<Credential> credential : dossier.credentials()) {
            latest = latest.orLater(listed(credential.content().lastUsed(), credential.observedAt()));
        }
        for (UsageHistory usage : dossier.usage()) {
            latest = latest.orLater(
                    new JoinedMoment(Moment.at(usage.lastAt()), Optional.of(EvidenceKind.USAGE), logsReadUpTo));
        }
        return latest;
    }

    /** When a grant was given: as its listing tells, else as the log does; what one person gave, that person did. */
    public JoinedMoment given(Stored<Grant> grant) {
        if (grant.content().grantedAt().isKnown()) {
            return listed(grant.content().grantedAt(), grant.observedAt());
        }
        return giving(grant.content())
                .map(event -> new JoinedMoment(Moment.at(event.at()), Optional.of(EvidenceKind.EVENT), logsReadUpTo))
                .orElse(JoinedMoment.UNKNOWN);
    }

    /** Who gave a grant: as its listing tells, else as the log does. */
    public JoinedPerson giver(Stored<Grant> grant) {
        if (grant.content().grantedBy().isKnown()) {
            return new JoinedPerson(
                    grant.content().grantedBy(), Optional.of(EvidenceKind.INVENTORY), Optional.of(grant.observedAt()));
        }
        return giving(grant.content())
                .filter(event -> event.actor().isKnown())
                .map(event -> new JoinedPerson(event.actor(), Optional.of(EvidenceKind.EVENT), logsReadUpTo))
                .orElse(JoinedPerson.UNKNOWN);
    }

    /** The latest event by which a grant was given. What is a key itself is given by being made, and by nothing else. */
    private Optional<AccessEvent> giving(Grant grant) {
        IdentityKind kind = dossier.identity().content().id().kind();
        boolean isKey = kind == IdentityKind.API_KEY || kind == IdentityKind.CERTIFICATE;
        return dossier.events().stream()
                .filter(event -> event.type() == AccessEventType.GRANT_GIVEN
                        || (isKey && event.type() == AccessEventType.CREDENTIAL_ADDED))
                .filter(event -> isAbout(event, grant))
                .max(Comparator.comparing(AccessEvent::at));
    }

    /**
     * How soon an identity was known.
     *
     * @param cameIn when it came in, by the provider's own clock
     * @param heardAfter from then until the provider first showed it: its own delay, and the wait for our next reading where
     *     it does not tell by itself
     * @param registeredAfter from then until it stood with its owner candidates and findings, which is ours; empty where
     *     that was not noted
     */
    public record Inception(Instant cameIn, Duration heardAfter, Optional<Duration> registeredAfter) {}

    /** Empty where the identity was there before anyone looked, or where no event tells when it came. */
    public Optional<Inception> inception() {
        Instant firstSeen = dossier.identity().firstSeen();
        return dossier.events().stream()
                .filter(event -> GIVING.contains(event.type()) || event.type() == AccessEventType.GRANT_REQUESTED)
                .map(AccessEvent::at)
                .min(Comparator.naturalOrder())
                .filter(at -> !dossier.identity().baseline() && !at.isAfter(firstSeen))
                .map(at -> new Inception(
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
            // Of several grants for everyone, nothing says which one a row speaks of.
            case GrantSubject.WholeTenant _ -> forEveryone() == 1;
        };
    }

    private long forEveryone() {
        return dossier.grants().stream()
                .filter(Stored::isLive)
                .filter(stored -> stored.content().subject() instanceof GrantSubject.WholeTenant)
                .count();
    }

    private static JoinedMoment listed(Moment value, Instant observedAt) {
        return value.isKnown()
                ? new JoinedMoment(value, Optional.of(EvidenceKind.INVENTORY), Optional.of(observedAt))
                : JoinedMoment.UNKNOWN;
    }
}
