package io.grantkeeper.detection;

import io.grantkeeper.catalog.AppRecognition;
import io.grantkeeper.catalog.AppRecognitionEvidence;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.CombinedAccessStatus;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.IncrementalSummaryState;
import io.grantkeeper.identity.finding.OwnerClaim;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Derives the summary of an identity. {@link #summarizeAll} uses all of the identity's rows. {@link #addRows} adds rows
 * to the current summary without reading the existing rows, or returns nothing if the summary must be derived from all
 * rows. Both give the same summary, regardless of the order in which rows are added.
 */
final class IdentitySummarizer {
    private static final int MAX_REACHES = 12;
    /**
     * The maximum number of distinct grants (see {@link #shape}), and of owner claims, in the state that is stored for
     * incremental summaries. If there are more, no state is stored, and every batch of added rows requires that all
     * rows be read.
     */
    private static final int MAX_BASIS = 64;

    private final AccessInterpreter meaning;

    IdentitySummarizer(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    IdentitySummary summarizeAll(IdentityRecord identityRecord, Instant now) {
        NonHumanIdentity identity = identityRecord.identity().content();
        List<StoredRecord<Grant>> grants = live(identityRecord.grants());
        List<StoredRecord<Credential>> credentials = live(identityRecord.credentials());
        AppRecognition recognition = meaning.recognize(identity, scopes(grants));
        SortedMap<String, Grant> shapes = new TreeMap<>();
        grants.forEach(grant -> shapes.putIfAbsent(shape(grant.content()), grant.content()));
        Assessment assessment = assess(identity, recognition, foremost(shapes.values()));
        OwnerRanking.Ranking owners = OwnerRanking.rank(Stream.concat(
                        identityRecord.summary().flatMap(IdentitySummary::agreedOwner).stream(),
                        OwnerRanking.claims(identity, grants, OwnerEvidence.of(identityRecord)).stream())
                .toList());
        CombinedAccessStatus access = access(grants, credentials);
        boolean neverHeldAnything = identityRecord.grants().isEmpty()
                && identityRecord.credentials().isEmpty();
        if (access == CombinedAccessStatus.NO_ROWS && !neverHeldAnything) {
            access = CombinedAccessStatus.ALL_REMOVED;
        }
        Timestamp lastUsed = lastUsed(grants, credentials);
        for (UsageHistory usage : identityRecord.usage()) {
            lastUsed = Timestamp.latest(lastUsed, Timestamp.at(usage.lastAt()));
        }
        Optional<IncrementalSummaryState> basis = shapes.size() > MAX_BASIS
                        || owners.kept().size() > MAX_BASIS
                ? Optional.empty()
                : Optional.of(new IncrementalSummaryState(
                        access, coversEveryone(grants), new TreeSet<>(shapes.keySet()), owners.kept(), owners.all()));
        Optional<IdentitySummary> summary = identityRecord.summary();
        SortedSet<Assumption> assumptions = AccessInterpreter.assumptions(identity, recognition);
        shapes.values().forEach(grant -> assumptions.addAll(meaning.assumptions(identity.provider(), grant)));
        assumptions.addAll(OwnerRanking.assumptions(owners.best()));
        return new IdentitySummary(
                identity.id(),
                identity.provider(),
                identity.form(),
                identity.displayName(),
                status(identityRecord.identity(), access),
                onPath(assessment.severity(), summary.flatMap(IdentitySummary::zones)),
                verdict(identity, recognition),
                recognition.product().map(CatalogProduct::id).map(Object::toString),
                recognition.evidence().stream()
                        .map(AppRecognitionEvidence::sentence)
                        .limit(4)
                        .toList(),
                // If a credential can be used, but no grant, none of the capabilities exists now.
                access == CombinedAccessStatus.USABLE && access(grants, List.of()) != CombinedAccessStatus.USABLE
                        ? List.of()
                        : assessment.reaches(),
                owners.candidates(),
                lastUsed,
                nextExpiry(grants, credentials, now),
                summary.flatMap(IdentitySummary::use),
                summary.flatMap(IdentitySummary::approval),
                summary.flatMap(IdentitySummary::agreedOwner),
                summary.flatMap(IdentitySummary::zones),
                summary.isEmpty() ? Optional.of(now) : summary.flatMap(IdentitySummary::registeredAt),
                identityRecord.identity().firstSeen(),
                now,
                basis,
                Optional.of(assumptions),
                summary.map(IdentitySummary::version).orElse(0L));
    }

    /**
     * Raises the severity of an identity from which a path leads to a zone: to critical for tier zero, to high for
     * other zones.
     */
    private static Severity onPath(Severity severity, Optional<SortedSet<String>> zones) {
        return zones.filter(reached -> !reached.isEmpty())
                .map(reached ->
                        Severity.max(severity, reached.contains("tier-zero") ? Severity.CRITICAL : Severity.HIGH))
                .orElse(severity);
    }

    /**
     * The rows that were added since the current summary was derived. Rows that the summary already includes have no
     * effect.
     *
     * @param grants live grants
     * @param credentials live credentials
     * @param used the time of the latest use in added usage; unknown if there is none
     */
    record AddedRows(
            List<StoredRecord<Grant>> grants,
            List<StoredRecord<Credential>> credentials,
            List<AccessEvent> events,
            Timestamp used) {}

    /** Adds rows to the current summary. Returns empty if the summary must be derived from all rows. */
    Optional<IdentitySummary> addRows(
            StoredRecord<NonHumanIdentity> identity, IdentitySummary summary, AddedRows added, Instant now) {
        if (summary.basis().isEmpty() || summary.assumptions().isEmpty() || isPast(summary.nextExpiry(), now)) {
            return Optional.empty();
        }
        IncrementalSummaryState basis = summary.basis().get();
        boolean newShape =
                added.grants().stream().anyMatch(grant -> !basis.shapes().contains(shape(grant.content())));
        List<OwnerEvidenceItem> evidence = added.events().stream()
                .flatMap(event -> OwnerEvidence.of(event, basis.forEveryone()).stream())
                .toList();
        List<OwnerClaim> claims = OwnerRanking.claims(identity.content(), added.grants(), evidence);
        if (newShape || !canAdd(basis, claims)) {
            return Optional.empty();
        }
        OwnerRanking.Ranking owners =
                OwnerRanking.rank(Stream.of(summary.agreedOwner().stream(), basis.claims().stream(), claims.stream())
                        .flatMap(claim -> claim)
                        .toList());
        if (owners.kept().size() > MAX_BASIS) {
            return Optional.empty();
        }
        CombinedAccessStatus access = most(basis.access(), access(added.grants(), added.credentials()));
        SortedSet<Assumption> assumptions = new TreeSet<>(summary.assumptions().get());
        assumptions.removeIf(assumption -> assumption.topic() == StatementTopic.OWNER);
        assumptions.addAll(OwnerRanking.assumptions(owners.best()));
        return Optional.of(summary.withRows(
                status(identity, access),
                owners.candidates(),
                Timestamp.latest(
                        Timestamp.latest(summary.lastUsed(), added.used()),
                        lastUsed(added.grants(), added.credentials())),
                soonest(summary.nextExpiry(), nextExpiry(added.grants(), added.credentials(), now)),
                new IncrementalSummaryState(
                        access, basis.forEveryone(), basis.shapes(), owners.kept(), basis.allClaims() && owners.all()),
                Optional.of(assumptions),
                now));
    }

    /**
     * Returns whether the stored state contains what is needed to rank these claims. If it omits a person's claims,
     * that person has only granted access. A further grant from that person can be ranked, but a claim in another role
     * cannot, because it would rank higher together with the omitted grant.
     */
    private static boolean canAdd(IncrementalSummaryState basis, List<OwnerClaim> claims) {
        Set<PersonId> known = new HashSet<>();
        basis.claims().forEach(claim -> known.add(claim.person()));
        return basis.allClaims()
                || claims.stream()
                        .allMatch(claim -> claim.role() == OwnerRole.GRANTER || known.contains(claim.person()));
    }

    /**
     * Returns the grants that determine the severity and the capabilities in the summary: the usable grants or, if
     * there are none, the requested ones or, failing those, the suspended ones. The summary's status shows which of
     * these applies.
     */
    private static List<Grant> foremost(Collection<Grant> grants) {
        CombinedAccessStatus foremost = grants.stream()
                .map(grant -> access(grant.standing()))
                .reduce(CombinedAccessStatus.NO_ROWS, IdentitySummarizer::most);
        return grants.stream()
                .filter(grant -> access(grant.standing()) == foremost)
                .toList();
    }

    private record Assessment(Severity severity, List<String> reaches) {}

    private record AssessedAccess(Severity severity, List<String> words) {}

    private Assessment assess(NonHumanIdentity identity, AppRecognition recognition, Collection<Grant> distinct) {
        List<AssessedAccess> assessed = distinct.stream()
                .map(grant -> new AssessedAccess(
                        meaning.risk(identity, grant, recognition).severity(),
                        meaning.describe(identity.provider(), grant)))
                .sorted(Comparator.comparing(AssessedAccess::severity)
                        .reversed()
                        .thenComparing(one -> one.words().toString()))
                .toList();
        Set<String> reaches = new LinkedHashSet<>();
        assessed.forEach(one -> reaches.addAll(one.words()));
        return new Assessment(
                assessed.isEmpty() ? Severity.UNKNOWN : assessed.getFirst().severity(),
                reaches.stream().limit(MAX_REACHES).toList());
    }

    /**
     * Returns a digest of everything in a grant that affects its severity, its capabilities or the recognition of the
     * app.
     */
    private static String shape(Grant grant) {
        String text = "%s %s %s %s %s %s"
                .formatted(
                        access(grant.standing()),
                        grant.permissionKind(),
                        grant.subject().getClass().getSimpleName(),
                        grant.reach(),
                        grant.expires() instanceof Timestamp.Never,
                        String.join("\n", grant.scopes()));
        return Long.toHexString(ModelJson.hash(text));
    }

    private static CombinedAccessStatus access(
            List<StoredRecord<Grant>> grants, List<StoredRecord<Credential>> credentials) {
        return Stream.concat(
                        grants.stream().map(grant -> grant.content().standing()),
                        credentials.stream()
                                .map(credential -> credential.content().standing()))
                .map(IdentitySummarizer::access)
                .reduce(CombinedAccessStatus.NO_ROWS, IdentitySummarizer::most);
    }

    private static CombinedAccessStatus access(ProviderStatus status) {
        return switch (status) {
            case ACTIVE, UNKNOWN -> CombinedAccessStatus.USABLE;
            case REQUESTED -> CombinedAccessStatus.REQUESTED;
            case SUSPENDED -> CombinedAccessStatus.SUSPENDED;
        };
    }

    private static CombinedAccessStatus most(CombinedAccessStatus first, CombinedAccessStatus second) {
        return first.compareTo(second) >= 0 ? first : second;
    }

    /**
     * Returns the status that follows from an identity's own row and from the combined access of its grants and
     * credentials.
     */
    private static IdentityStatus status(StoredRecord<NonHumanIdentity> identity, CombinedAccessStatus access) {
        boolean exists =
                switch (access) {
                    case NO_ROWS -> identity.isLive();
                    case ALL_REMOVED -> identity.isLive() && identity.listed();
                    case SUSPENDED, REQUESTED, USABLE -> true;
                };
        if (!exists) {
            return IdentityStatus.GONE;
        }
        if (identity.content().standing() == ProviderStatus.SUSPENDED) {
            return IdentityStatus.SUSPENDED;
        }
        return switch (access) {
            case NO_ROWS, ALL_REMOVED, USABLE -> IdentityStatus.ACTIVE;
            case REQUESTED -> IdentityStatus.REQUESTED;
            case SUSPENDED -> IdentityStatus.SUSPENDED;
        };
    }

    private static AiVerdict verdict(NonHumanIdentity identity, AppRecognition recognition) {
        if (AccessInterpreter.isAgentByType(identity)) {
            return AiVerdict.YES;
        }
        return switch (recognition.verdict()) {
            case YES -> AiVerdict.YES;
            case NO -> AiVerdict.NO;
            case UNKNOWN -> AiVerdict.UNKNOWN;
        };
    }

    private static Timestamp lastUsed(List<StoredRecord<Grant>> grants, List<StoredRecord<Credential>> credentials) {
        return Stream.concat(
                        grants.stream().map(grant -> grant.content().lastUsed()),
                        credentials.stream()
                                .map(credential -> credential.content().lastUsed()))
                .reduce(Timestamp.unknown(), Timestamp::latest);
    }

    private static Timestamp nextExpiry(
            List<StoredRecord<Grant>> grants, List<StoredRecord<Credential>> credentials, Instant now) {
        return Stream.concat(
                        grants.stream().map(grant -> grant.content().expires()),
                        credentials.stream()
                                .map(credential -> credential.content().expires()))
                .filter(expires -> !isPast(expires, now))
                .reduce(Timestamp.unknown(), IdentitySummarizer::soonest);
    }

    private static boolean isPast(Timestamp expires, Instant now) {
        return expires instanceof Timestamp.At(Instant end) && end.isBefore(now);
    }

    /** Returns the earlier of two expiry times: a known time comes before "never", which comes before "unknown". */
    private static Timestamp soonest(Timestamp first, Timestamp second) {
        if (first instanceof Timestamp.At(Instant one) && second instanceof Timestamp.At(Instant two)) {
            return one.isBefore(two) ? first : second;
        }
        return Timestamp.latest(first, second);
    }

    private static boolean coversEveryone(List<StoredRecord<Grant>> grants) {
        return grants.stream().anyMatch(grant -> grant.content().subject() instanceof GrantSubject.WholeTenant);
    }

    private static <T> List<StoredRecord<T>> live(List<StoredRecord<T>> rows) {
        return rows.stream().filter(StoredRecord::isLive).toList();
    }

    private static Set<String> scopes(List<StoredRecord<Grant>> grants) {
        Set<String> scopes = new HashSet<>();
        grants.forEach(grant -> scopes.addAll(grant.content().scopes()));
        return scopes;
    }
}
