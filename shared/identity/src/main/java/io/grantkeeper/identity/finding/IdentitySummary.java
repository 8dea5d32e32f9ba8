package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.text.ExternalText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The conclusions that detection derives about one identity. The summary is stored next to the identity, so that
 * showing a list of identities needs only one read for each of them.
 *
 * @param product the catalog's stable id of the product, if recognized
 * @param recognition the reasons for the AI verdict, one sentence each
 * @param reaches what the identity can do, in plain words, most severe first
 * @param owners the owner candidates, best first
 * @param use the review of the identity's usage; empty if the usage was not reviewed
 * @param approval the comparison with the approval of record; empty if no approval covers the identity
 * @param agreedOwner the person who agreed to own the identity, and when; empty if nobody did
 * @param zones the zones that the identity can get control of through a path, such as {@code tier-zero}; empty if the
 *     paths were not examined or there are none
 * @param registeredAt when the identity was first registered with its owner candidates and findings; empty if not
 *     recorded
 * @param basis the data that makes it possible to add rows without reading the existing rows; empty if the next change
 *     requires reading all rows, as in summaries that older versions wrote
 * @param assumptions the assumptions on which the conclusions in this summary rely; empty if they are not recorded, as
 *     in summaries that older versions wrote
 * @param version incremented with each write; zero means "not stored yet"
 */
public record IdentitySummary(
        IdentityId id,
        ProviderId provider,
        String form,
        ExternalText displayName,
        IdentityStatus status,
        Severity severity,
        AiVerdict ai,
        Optional<String> product,
        List<String> recognition,
        List<String> reaches,
        List<OwnerCandidate> owners,
        Timestamp lastUsed,
        Timestamp nextExpiry,
        Optional<UsageReview> use,
        Optional<ApprovalReview> approval,
        Optional<OwnerClaim> agreedOwner,
        Optional<SortedSet<String>> zones,
        Optional<Instant> registeredAt,
        Instant firstSeen,
        Instant changedAt,
        Optional<IncrementalSummaryState> basis,
        Optional<SortedSet<Assumption>> assumptions,
        long version) {
    public IdentitySummary {
        recognition = List.copyOf(recognition);
        reaches = List.copyOf(reaches);
        owners = List.copyOf(owners);
        zones = zones.map(all -> Collections.unmodifiableSortedSet(new TreeSet<>(all)));
        assumptions = assumptions.map(all -> Collections.unmodifiableSortedSet(new TreeSet<>(all)));
    }

    /** Creates a summary without a usage review, an approval, a registration time or a basis. */
    public IdentitySummary(
            IdentityId id,
            ProviderId provider,
            String form,
            String displayName,
            IdentityStatus status,
            Severity severity,
            AiVerdict ai,
            Optional<String> product,
            List<String> recognition,
            List<String> reaches,
            List<OwnerCandidate> owners,
            Timestamp lastUsed,
            Timestamp nextExpiry,
            Instant firstSeen,
            Instant changedAt,
            long version) {
        this(
                id,
                provider,
                form,
                ExternalText.of(displayName),
                status,
                severity,
                ai,
                product,
                recognition,
                reaches,
                owners,
                lastUsed,
                nextExpiry,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                firstSeen,
                changedAt,
                Optional.empty(),
                Optional.empty(),
                version);
    }

    /**
     * Returns what is known about the identity's usage, in one sentence. If there is no usage data but the time of the
     * last use is known, the sentence does not contradict that time.
     */
    public String usageSentence() {
        UsageReview review = use.orElseGet(UsageReview::withoutUse);
        boolean noData = review.sentence().equals(UsageReview.withoutUse().sentence());
        return noData && lastUsed instanceof Timestamp.At ? UsageReview.ONLY_LAST_USE : review.sentence();
    }

    /** Returns the heading of {@link #reaches}, which says whether the identity has these capabilities now. */
    public String reachesTitle() {
        return switch (status) {
            case ACTIVE -> "Everything it can do now";
            case REQUESTED -> "What it could do if the request were approved";
            case SUSPENDED -> "What it could do if it were not suspended";
            case GONE -> "What it could do before its access was removed";
        };
    }

    /** Returns the recorded assumptions on which the statements about a topic rely. */
    public List<Assumption> assumptionsOn(StatementTopic topic) {
        return assumptions.stream()
                .flatMap(all -> all.stream())
                .filter(assumption -> assumption.topic() == topic)
                .toList();
    }

    /** Returns the best owner candidate; empty if there is none. */
    public Optional<PersonId> owner() {
        return owners.stream().findFirst().map(OwnerCandidate::person);
    }

    /**
     * Returns whether two summaries look the same to a person. The version, the time of the last change and the time of
     * day of the last use are ignored.
     */
    public boolean looksLike(IdentitySummary other) {
        Copy copy = new Copy(this);
        copy.lastUsed = other.lastUsed;
        copy.changedAt = other.changedAt;
        copy.version = other.version;
        return day(lastUsed).equals(day(other.lastUsed)) && copy.build().equals(other);
    }

    private static String day(Timestamp moment) {
        return moment.toOptional()
                .map(instant -> instant.truncatedTo(ChronoUnit.DAYS).toString())
                .orElseGet(moment::toString);
    }

    public IdentitySummary withVersion(long newVersion) {
        Copy copy = new Copy(this);
        copy.version = newVersion;
        return copy.build();
    }

    public IdentitySummary withUse(UsageReview review, Instant at) {
        Copy copy = new Copy(this);
        copy.use = Optional.of(review);
        copy.changedAt = at;
        return copy.build();
    }

    /** Returns a copy of this summary with a new comparison to the approval of record. */
    public IdentitySummary withApproval(Optional<ApprovalReview> review, Instant at) {
        Copy copy = new Copy(this);
        copy.approval = review;
        copy.changedAt = at;
        return copy.build();
    }

    /** Returns a copy of this summary in which a person who agreed to own the identity is the best owner candidate. */
    public IdentitySummary withAgreedOwner(PersonId person, Instant at) {
        OwnerClaim claim = new OwnerClaim(person, OwnerRole.AGREED_OWNER, Timestamp.at(at), Optional.empty());
        List<OwnerCandidate> candidates = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        evidence.add("%s on %s"
                .formatted(OwnerRole.AGREED_OWNER.description(), at.toString().substring(0, 10)));
        for (OwnerCandidate candidate : owners) {
            if (candidate.person().equals(person)) {
                evidence.addAll(candidate.evidence());
            } else {
                candidates.add(candidate);
            }
        }
        candidates.addFirst(
                new OwnerCandidate(person, evidence.stream().distinct().toList()));
        Copy copy = new Copy(this);
        copy.owners = candidates;
        copy.agreedOwner = Optional.of(claim);
        copy.changedAt = at;
        return copy.build();
    }

    /** Returns a copy of this summary with new zones that the identity reaches. The severity is not derived again. */
    public IdentitySummary withZones(SortedSet<String> reached) {
        Copy copy = new Copy(this);
        copy.zones = reached.isEmpty() ? Optional.empty() : Optional.of(reached);
        return copy.build();
    }

    public IdentitySummary withLastUsed(Timestamp used) {
        Copy copy = new Copy(this);
        copy.lastUsed = used;
        return copy.build();
    }

    /**
     * Returns a copy of this summary with a new AI verdict and product.
     *
     * @param reasons the reasons for the AI verdict, one sentence each
     */
    public IdentitySummary withRecognition(AiVerdict verdict, Optional<String> recognized, List<String> reasons) {
        Copy copy = new Copy(this);
        copy.ai = verdict;
        copy.product = recognized;
        copy.recognition = reasons;
        return copy.build();
    }

    /** Returns a copy of this summary with new values for everything that additional rows can change. */
    public IdentitySummary withRows(
            IdentityStatus newStatus,
            List<OwnerCandidate> newOwners,
            Timestamp used,
            Timestamp expiry,
            IncrementalSummaryState newBasis,
            Optional<SortedSet<Assumption>> newAssumptions,
            Instant at) {
        Copy copy = new Copy(this);
        copy.status = newStatus;
        copy.owners = newOwners;
        copy.lastUsed = used;
        copy.nextExpiry = expiry;
        copy.changedAt = at;
        copy.basis = Optional.of(newBasis);
        copy.assumptions = newAssumptions;
        return copy.build();
    }

    /** The mutable values from which a changed copy of the summary is built. */
    private static final class Copy {
        private IdentityId id;
        private ProviderId provider;
        private String form;
        private ExternalText displayName;
        private IdentityStatus status;
        private Severity severity;
        private AiVerdict ai;
        private Optional<String> product;
        private List<String> recognition;
        private List<String> reaches;
        private List<OwnerCandidate> owners;
        private Timestamp lastUsed;
        private Timestamp nextExpiry;
        private Optional<UsageReview> use;
        private Optional<ApprovalReview> approval;
        private Optional<OwnerClaim> agreedOwner;
        private Optional<SortedSet<String>> zones;
        private Optional<Instant> registeredAt;
        private Instant firstSeen;
        private Instant changedAt;
        private Optional<IncrementalSummaryState> basis;
        private Optional<SortedSet<Assumption>> assumptions;
        private long version;

        Copy(IdentitySummary from) {
            id = from.id;
            provider = from.provider;
            form = from.form;
            displayName = from.displayName;
            status = from.status;
            severity = from.severity;
            ai = from.ai;
            product = from.product;
            recognition = from.recognition;
            reaches = from.reaches;
            owners = from.owners;
            lastUsed = from.lastUsed;
            nextExpiry = from.nextExpiry;
            use = from.use;
            approval = from.approval;
            agreedOwner = from.agreedOwner;
            zones = from.zones;
            registeredAt = from.registeredAt;
            firstSeen = from.firstSeen;
            changedAt = from.changedAt;
            basis = from.basis;
            assumptions = from.assumptions;
            version = from.version;
        }

        IdentitySummary build() {
            return new IdentitySummary(
                    id,
                    provider,
                    form,
                    displayName,
                    status,
                    severity,
                    ai,
                    product,
                    recognition,
                    reaches,
                    owners,
                    lastUsed,
                    nextExpiry,
                    use,
                    approval,
                    agreedOwner,
                    zones,
                    registeredAt,
                    firstSeen,
                    changedAt,
                    basis,
                    assumptions,
                    version);
        }
    }
}
