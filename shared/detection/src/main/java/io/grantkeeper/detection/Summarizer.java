package io.grantkeeper.detection;

import io.grantkeeper.catalog.AppRecognition;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.catalog.RecognitionEvidence;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Derives the summary of an identity. {@link #summarizeAll} uses all of the identity's rows. {@link #addRows} adds rows
 * to the current summary without reading the existing rows. Both give the same result as long as nothing was removed or
 * reduced.
 */
final class Summarizer {
    private static final int MAX_REACHES = 12;
    private final AccessInterpreter meaning;

    Summarizer(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    IdentitySummary summarizeAll(IdentityRecord identityRecord, Instant now) {
        NonHumanIdentity identity = identityRecord.identity().content();
        List<StoredRecord<Grant>> grants =
                identityRecord.grants().stream().filter(StoredRecord::isLive).toList();
        List<StoredRecord<Credential>> credentials = identityRecord.credentials().stream()
                .filter(StoredRecord::isLive)
                .toList();
        AppRecognition recognition = meaning.recognize(identity, scopes(grants));
        Facts facts = facts(identity, recognition, grants, credentials, now);
        Timestamp lastUsed = facts.lastUsed();
        for (UsageHistory usage : identityRecord.usage()) {
            lastUsed = Timestamp.latest(lastUsed, Timestamp.at(usage.lastAt()));
        }
        IdentityStatus status = grants.isEmpty()
                        && credentials.isEmpty()
                        && !identityRecord.identity().isLive()
                ? IdentityStatus.GONE
                : status(identity, grants, credentials, identityRecord);
        return summary(
                identity,
                recognition,
                identityRecord.summary(),
                new Facts(
                        facts.severity(),
                        facts.reaches(),
                        OwnerRanking.rank(identity, grants, OwnerEvidence.of(identityRecord)),
                        lastUsed,
                        facts.nextExpiry()),
                status,
                identityRecord.identity().firstSeen(),
                now);
    }

    /** Adds live rows to the current summary. Rows that the summary already includes change nothing. */
    IdentitySummary addRows(
            NonHumanIdentity identity,
            Instant firstSeen,
            Optional<IdentitySummary> standing,
            List<StoredRecord<Grant>> grants,
            List<StoredRecord<Credential>> credentials,
            Timestamp used,
            Instant now) {
        AppRecognition recognition = meaning.recognize(identity, scopes(grants));
        Facts rows = facts(identity, recognition, grants, credentials, now);
        Facts added = new Facts(
                rows.severity(),
                rows.reaches(),
                rows.owners(),
                Timestamp.latest(rows.lastUsed(), used),
                rows.nextExpiry());
        boolean usable = grants.stream()
                        .anyMatch(grant -> isUsable(grant.content().standing()))
                || credentials.stream()
                        .anyMatch(credential -> isUsable(credential.content().standing()));
        IdentityStatus status = identity.standing() == ProviderStatus.SUSPENDED
                ? IdentityStatus.SUSPENDED
                : usable
                        ? IdentityStatus.ACTIVE
                        : standing.map(IdentitySummary::status).orElseGet(() -> requestedOrSuspended(grants));
        Facts merged = standing.map(summary -> merge(summary, added)).orElse(added);
        boolean knewBetter =
                standing.filter(summary -> summary.ai() == AiVerdict.YES).isPresent() && !recognition.isAi();
        IdentitySummary result = summary(identity, recognition, standing, merged, status, firstSeen, now);
        return knewBetter ? keepRecognition(result, standing.orElseThrow()) : result;
    }

    private static IdentityStatus requestedOrSuspended(List<StoredRecord<Grant>> grants) {
        return grants.stream().anyMatch(grant -> grant.content().standing() == ProviderStatus.REQUESTED)
                ? IdentityStatus.REQUESTED
                : IdentityStatus.SUSPENDED;
    }

    private static boolean isUsable(ProviderStatus providerStatus) {
        return providerStatus == ProviderStatus.ACTIVE || providerStatus == ProviderStatus.UNKNOWN;
    }

    private record Facts(
            Severity severity,
            List<String> reaches,
            List<OwnerCandidate> owners,
            Timestamp lastUsed,
            Timestamp nextExpiry) {}

    private Facts facts(
            NonHumanIdentity identity,
            AppRecognition recognition,
            List<StoredRecord<Grant>> grants,
            List<StoredRecord<Credential>> credentials,
            Instant now) {
        Severity severity = Severity.UNKNOWN;
        Set<String> reaches = new LinkedHashSet<>();
        Timestamp lastUsed = Timestamp.unknown();
        Timestamp nextExpiry = Timestamp.unknown();
        Set<Set<String>> seen = new HashSet<>();
        List<AssessedAccess> weighed = new ArrayList<>();
        for (StoredRecord<Grant> stored : grants) {
            Grant grant = stored.content();
            lastUsed = Timestamp.latest(lastUsed, grant.lastUsed());
            nextExpiry = sooner(nextExpiry, grant.expires(), now);
            if (seen.add(Set.of(
                    grant.scopes().toString(),
                    grant.reach().toString(),
                    "subject " + grant.subject().getClass().getSimpleName(),
                    "expires " + grant.expires()))) {
                AccessInterpreter.Risk risk = meaning.risk(identity, grant, recognition);
                severity = Severity.max(severity, risk.severity());
                weighed.add(new AssessedAccess(risk.severity(), meaning.describe(identity.provider(), grant)));
            }
        }
        weighed.stream()
                .sorted(Comparator.comparing(AssessedAccess::severity).reversed())
                .forEach(one -> reaches.addAll(one.words()));
        for (StoredRecord<Credential> stored : credentials) {
            lastUsed = Timestamp.latest(lastUsed, stored.content().lastUsed());
            nextExpiry = sooner(nextExpiry, stored.content().expires(), now);
        }
        return new Facts(
                severity,
                reaches.stream().limit(MAX_REACHES).toList(),
                OwnerRanking.rank(identity, grants, List.of()),
                lastUsed,
                nextExpiry);
    }

    private record AssessedAccess(Severity severity, List<String> words) {}

    private static Facts merge(IdentitySummary standing, Facts added) {
        Set<String> reaches = new LinkedHashSet<>();
        boolean graver = added.severity().compareTo(standing.severity()) > 0;
        reaches.addAll(graver ? added.reaches() : standing.reaches());
        reaches.addAll(graver ? standing.reaches() : added.reaches());
        List<OwnerCandidate> owners = new ArrayList<>(standing.owners());
        added.owners().stream()
                .filter(candidate ->
                        owners.stream().noneMatch(known -> known.person().equals(candidate.person())))
                .forEach(owners::add);
        return new Facts(
                Severity.max(standing.severity(), added.severity()),
                reaches.stream().limit(MAX_REACHES).toList(),
                owners.stream().limit(OwnerRanking.MOST).toList(),
                Timestamp.latest(standing.lastUsed(), added.lastUsed()),
                soonest(standing.nextExpiry(), added.nextExpiry()));
    }

    private static IdentitySummary summary(
            NonHumanIdentity identity,
            AppRecognition recognition,
            Optional<IdentitySummary> summary,
            Facts facts,
            IdentityStatus status,
            Instant firstSeen,
            Instant now) {
        boolean ai = recognition.isAi() || AccessInterpreter.isAgentByType(identity);
        AiVerdict verdict = ai
                ? AiVerdict.YES
                : switch (recognition.verdict()) {
                    case YES -> AiVerdict.YES;
                    case NO -> AiVerdict.NO;
                    case UNKNOWN -> AiVerdict.UNKNOWN;
                };
        return new IdentitySummary(
                identity.id(),
                identity.provider(),
                identity.form(),
                identity.displayName(),
                status,
                facts.severity(),
                verdict,
                recognition.product().map(CatalogProduct::id).map(Object::toString),
                recognition.evidence().stream()
                        .map(RecognitionEvidence::sentence)
                        .limit(4)
                        .toList(),
                facts.reaches(),
                facts.owners(),
                facts.lastUsed(),
                facts.nextExpiry(),
                summary.flatMap(IdentitySummary::use),
                summary.isEmpty() ? Optional.of(now) : summary.flatMap(IdentitySummary::registeredAt),
                firstSeen,
                now,
                summary.map(IdentitySummary::version).orElse(0L));
    }

    private static IdentitySummary keepRecognition(IdentitySummary summary, IdentitySummary standing) {
        return summary.withRecognition(standing.ai(), standing.product(), standing.recognition());
    }

    private static IdentityStatus status(
            NonHumanIdentity identity,
            List<StoredRecord<Grant>> grants,
            List<StoredRecord<Credential>> credentials,
            IdentityRecord identityRecord) {
        boolean holdsNothing = grants.isEmpty() && credentials.isEmpty();
        boolean heldSomething = !identityRecord.grants().isEmpty()
                || !identityRecord.credentials().isEmpty();
        if (holdsNothing && heldSomething) {
            return IdentityStatus.GONE;
        }
        if (identity.standing() == ProviderStatus.SUSPENDED) {
            return IdentityStatus.SUSPENDED;
        }
        boolean usable = holdsNothing
                || grants.stream().anyMatch(grant -> isUsable(grant.content().standing()))
                || credentials.stream()
                        .anyMatch(credential -> isUsable(credential.content().standing()));
        return usable ? IdentityStatus.ACTIVE : requestedOrSuspended(grants);
    }

    private static Timestamp sooner(Timestamp known, Timestamp expires, Instant now) {
        return expires instanceof Timestamp.At(Instant end) && end.isBefore(now) ? known : soonest(known, expires);
    }

    /** Returns the earlier of two expiry times: a known time comes before "never", which comes before "unknown". */
    private static Timestamp soonest(Timestamp first, Timestamp second) {
        if (first instanceof Timestamp.At(Instant one) && second instanceof Timestamp.At(Instant two)) {
            return one.isBefore(two) ? first : second;
        }
        return Timestamp.latest(first, second);
    }

    private static Set<String> scopes(List<StoredRecord<Grant>> grants) {
        Set<String> scopes = new HashSet<>();
        grants.forEach(grant -> scopes.addAll(grant.content().scopes()));
        return scopes;
    }
}
