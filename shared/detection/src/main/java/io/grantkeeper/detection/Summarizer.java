package io.grantkeeper.detection;

import io.grantkeeper.catalogue.Evidence;
import io.grantkeeper.catalogue.Product;
import io.grantkeeper.catalogue.Recognition;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Derives the summary of an identity. {@link #whole} looks at all it holds; {@link #grown} adds rows to a summary that
 * stands, which gives the same as long as nothing shrank, and needs no look at the rest.
 */
final class Summarizer {
    private static final int MOST_REACHES = 12;
    private final Meaning meaning;

    Summarizer(Meaning meaning) {
        this.meaning = meaning;
    }

    IdentitySummary whole(IdentityDossier dossier, Instant now) {
        NonHumanIdentity identity = dossier.identity().content();
        List<Stored<Grant>> grants =
                dossier.grants().stream().filter(Stored::isLive).toList();
        List<Stored<Credential>> credentials =
                dossier.credentials().stream().filter(Stored::isLive).toList();
        Recognition recognition = meaning.recognise(identity, scopes(grants));
        Facts facts = facts(identity, recognition, grants, credentials, now);
        Moment lastUsed = facts.lastUsed();
        for (UsageHistory usage : dossier.usage()) {
            lastUsed = Moment.latest(lastUsed, Moment.at(usage.lastAt()));
        }
        IdentityStatus status =
                grants.isEmpty() && credentials.isEmpty() && !dossier.identity().isLive()
                        ? IdentityStatus.GONE
                        : status(identity, grants, credentials, dossier);
        return summary(
                identity,
                recognition,
                dossier.summary(),
                new Facts(
                        facts.severity(),
                        facts.reaches(),
                        OwnerRanking.rank(identity, grants, OwnerEvidence.of(dossier)),
                        lastUsed,
                        facts.nextExpiry()),
                status,
                dossier.identity().firstSeen(),
                now);
    }

    /** Adds live rows to what stands; rows that were summarised before change nothing. */
    IdentitySummary grown(
            NonHumanIdentity identity,
            Instant firstSeen,
            Optional<IdentitySummary> standing,
            List<Stored<Grant>> grants,
            List<Stored<Credential>> credentials,
            Moment used,
            Instant now) {
        Recognition recognition = meaning.recognise(identity, scopes(grants));
        Facts rows = facts(identity, recognition, grants, credentials, now);
        Facts added = new Facts(
                rows.severity(),
                rows.reaches(),
                rows.owners(),
                Moment.latest(rows.lastUsed(), used),
                rows.nextExpiry());
        boolean usable = grants.stream()
                        .anyMatch(grant -> isUsable(grant.content().standing()))
                || credentials.stream()
                        .anyMatch(credential -> isUsable(credential.content().standing()));
        IdentityStatus status = identity.standing() == Standing.SUSPENDED
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

    private static IdentityStatus requestedOrSuspended(List<Stored<Grant>> grants) {
        return grants.stream().anyMatch(grant -> grant.content().standing() == Standing.REQUESTED)
                ? IdentityStatus.REQUESTED
                : IdentityStatus.SUSPENDED;
    }

    private static boolean isUsable(Standing standing) {
        return standing == Standing.ACTIVE || standing == Standing.UNKNOWN;
    }

    private record Facts(
            Severity severity, List<String> reaches, List<OwnerCandidate> owners, Moment lastUsed, Moment nextExpiry) {}

    private Facts facts(
            NonHumanIdentity identity,
            Recognition recognition,
            List<Stored<Grant>> grants,
            List<Stored<Credential>> credentials,
            Instant now) {
        Severity severity = Severity.UNKNOWN;
        Set<String> reaches = new LinkedHashSet<>();
        Moment lastUsed = Moment.unknown();
        Moment nextExpiry = Moment.unknown();
        Set<Set<String>> seen = new HashSet<>();
        List<Weighed> weighed = new ArrayList<>();
        for (Stored<Grant> stored : grants) {
            Grant grant = stored.content();
            lastUsed = Moment.latest(lastUsed, grant.lastUsed());
            nextExpiry = sooner(nextExpiry, grant.expires(), now);
            if (seen.add(Set.of(
                    grant.scopes().toString(),
                    grant.reach().toString(),
                    "subject " + grant.subject().getClass().getSimpleName(),
                    "expires " + grant.expires()))) {
                Meaning.Risk risk = meaning.risk(identity, grant, recognition);
                severity = Severity.max(severity, risk.severity());
                weighed.add(new Weighed(risk.severity(), meaning.inWords(identity.provider(), grant)));
            }
        }
        weighed.stream()
                .sorted(Comparator.comparing(Weighed::severity).reversed())
                .forEach(one -> reaches.addAll(one.words()));
        for (Stored<Credential> stored : credentials) {
            lastUsed = Moment.latest(lastUsed, stored.content().lastUsed());
            nextExpiry = sooner(nextExpiry, stored.content().expires(), now);
        }
        return new Facts(
                severity,
                reaches.stream().limit(MOST_REACHES).toList(),
                OwnerRanking.rank(identity, grants, List.of()),
                lastUsed,
                nextExpiry);
    }

    private record Weighed(Severity severity, List<String> words) {}

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
                reaches.stream().limit(MOST_REACHES).toList(),
                owners.stream().limit(OwnerRanking.MOST).toList(),
                Moment.latest(standing.lastUsed(), added.lastUsed()),
                soonest(standing.nextExpiry(), added.nextExpiry()));
    }

    private static IdentitySummary summary(
            NonHumanIdentity identity,
            Recognition recognition,
            Optional<IdentitySummary> standing,
            Facts facts,
            IdentityStatus status,
            Instant firstSeen,
            Instant now) {
        boolean ai = recognition.isAi() || Meaning.isAgentByType(identity);
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
                recognition.product().map(Product::id).map(Object::toString),
                recognition.evidence().stream().map(Evidence::sentence).limit(4).toList(),
                facts.reaches(),
                facts.owners(),
                facts.lastUsed(),
                facts.nextExpiry(),
                standing.flatMap(IdentitySummary::use),
                standing.isEmpty() ? Optional.of(now) : standing.flatMap(IdentitySummary::registeredAt),
                firstSeen,
                now,
                standing.map(IdentitySummary::version).orElse(0L));
    }

    private static IdentitySummary keepRecognition(IdentitySummary summary, IdentitySummary standing) {
        return new IdentitySummary(
                summary.id(),
                summary.provider(),
                summary.form(),
                summary.displayName(),
                summary.status(),
                summary.severity(),
                standing.ai(),
                standing.product(),
                standing.recognition(),
                summary.reaches(),
                summary.owners(),
                summary.lastUsed(),
                summary.nextExpiry(),
                summary.use(),
                summary.registeredAt(),
                summary.firstSeen(),
                summary.changedAt(),
                summary.version());
    }

    private static IdentityStatus status(
            NonHumanIdentity identity,
            List<Stored<Grant>> grants,
            List<Stored<Credential>> credentials,
            IdentityDossier dossier) {
        boolean holdsNothing = grants.isEmpty() && credentials.isEmpty();
        boolean heldSomething =
                !dossier.grants().isEmpty() || !dossier.credentials().isEmpty();
        if (holdsNothing && heldSomething) {
            return IdentityStatus.GONE;
        }
        if (identity.standing() == Standing.SUSPENDED) {
            return IdentityStatus.SUSPENDED;
        }
        boolean usable = holdsNothing
                || grants.stream().anyMatch(grant -> isUsable(grant.content().standing()))
                || credentials.stream()
                        .anyMatch(credential -> isUsable(credential.content().standing()));
        return usable ? IdentityStatus.ACTIVE : requestedOrSuspended(grants);
    }

    private static Moment sooner(Moment known, Moment expires, Instant now) {
        return expires instanceof Moment.At(Instant end) && end.isBefore(now) ? known : soonest(known, expires);
    }

    /** A known end comes before "never", which comes before "unknown". */
    private static Moment soonest(Moment first, Moment second) {
        if (first instanceof Moment.At(Instant one) && second instanceof Moment.At(Instant two)) {
            return one.isBefore(two) ? first : second;
        }
        return Moment.latest(first, second);
    }

    private static Set<String> scopes(List<Stored<Grant>> grants) {
        Set<String> scopes = new HashSet<>();
        grants.forEach(grant -> scopes.addAll(grant.content().scopes()));
        return scopes;
    }
}
