package io.grantkeeper.detection;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.AppRecognition;
import io.grantkeeper.catalog.AppRecognitionEvidence;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The entry point to all detection rules. Derives findings from changes and from elapsed time, and derives the summary
 * of an identity.
 */
public final class Detector {
    private final AccessInterpreter meaning;
    private final IdentitySummarizer summarizer;
    private final ApprovedIdentities approvals;
    private final LifecycleRules lifecycleRules;
    private final UsageAssessor useReviewer;
    private final DriftDetector driftDetector;
    private final LeaverRule leaverRule = new LeaverRule();
    private final List<DetectionRule> rules;
    private final FindingBasisResolver bases;

    public Detector(
            PermissionVocabularies permissions,
            AppCatalog catalogue,
            ApprovedIdentities approvals,
            DetectionSettings settings) {
        this.meaning = new AccessInterpreter(permissions, catalogue);
        this.summarizer = new IdentitySummarizer(meaning);
        this.bases = new FindingBasisResolver(meaning);
        this.approvals = approvals;
        this.lifecycleRules = new LifecycleRules(settings);
        this.useReviewer = new UsageAssessor(meaning, settings);
        this.driftDetector = new DriftDetector(meaning);
        this.rules = List.of(
                new ShadowAiRule(meaning),
                new NewAccessRule(meaning),
                new ExpansionRule(meaning),
                new NewCredentialRule(),
                new RemovedGrantRule(meaning));
    }

    /** Returns a detector with the vocabularies and the catalog that ship with Grantkeeper. */
    public static Detector standard(ApprovedIdentities approvals, DetectionSettings settings) {
        return new Detector(PermissionVocabularies.standard(), AppCatalog.standard(), approvals, settings);
    }

    /**
     * Returns the findings from a change. The findings depend only on stored rows, so a redelivered change leads to the
     * same findings. If a new identity is AI that nobody has approved, one finding reports both facts.
     *
     * @param identity the identity that the changed row belongs to
     * @param summary the identity's previous summary; empty if there is none
     * @param grants reads the identity's stored grants; called only if a rule needs them
     * @param approvalInEffect reads whether an approval of record permits the identity's access; its argument is the
     *     recognized catalog product, if any; called only for AI that the configuration does not list
     */
    public List<Finding> findings(
            RowChange change,
            StoredRecord<NonHumanIdentity> identity,
            Optional<IdentitySummary> summary,
            Supplier<List<StoredRecord<Grant>>> grants,
            Predicate<Optional<String>> approvalInEffect,
            Instant now) {
        AppRecognition recognition = meaning.recognize(identity.content(), scopes(change));
        Optional<String> product = recognition.product().map(CatalogProduct::id).map(Object::toString);
        BooleanSupplier approved =
                () -> approvals.covers(identity.content(), product) || approvalInEffect.test(product);
        DetectionContext context = new DetectionContext(
                identity.content(), identity.firstSeen(), summary, recognition, approved, grants, now);
        List<Finding> found = rules.stream()
                .flatMap(rule -> rule.findings(change, context).stream())
                .toList();
        boolean unapproved = found.stream().anyMatch(finding -> finding.type() == FindingType.SHADOW_AI);
        return found.stream()
                .filter(finding -> !(unapproved && finding.type() == FindingType.IDENTITY_APPEARED))
                .map(finding -> finding.withBasis(bases.of(finding, change, context)))
                .toList();
    }

    /** Returns the findings from a change to an identity that no approval of record covers. */
    public List<Finding> findings(
            RowChange change,
            StoredRecord<NonHumanIdentity> identity,
            Optional<IdentitySummary> summary,
            Supplier<List<StoredRecord<Grant>>> grants,
            Instant now) {
        return findings(change, identity, summary, grants, _ -> false, now);
    }

    /**
     * Compares time-dependent conditions, such as expiry, with the open findings about them.
     *
     * @param identityRecord the identity with its open findings
     */
    public LifecycleFindingChanges lifecycle(IdentityRecord identityRecord, IdentitySummary summary, Instant now) {
        return LifecycleFindingChanges.between(
                identityRecord.findings(), lifecycleRules.findings(identityRecord, summary, now), now);
    }

    /**
     * Returns the approval state of an identity.
     *
     * @param covering the stored approvals of the subjects that cover the identity, the most specific first
     * @param isAsked whether a question about the identity is waiting for an answer
     * @param names returns the name to display for a person
     */
    public ApprovalStatus approvalStatus(
            IdentityRecord identityRecord,
            List<ApprovalOfRecord> covering,
            boolean isAsked,
            Function<PersonId, String> names,
            Instant now) {
        Optional<ApprovalOfRecord> approval = ApprovalOfRecord.effective(covering, now);
        List<ApprovalDrift> drift =
                approval.map(found -> drift(identityRecord, found, names, now)).orElse(List.of());
        if (identityRecord
                .summary()
                .filter(summary -> summary.status() == IdentityStatus.GONE)
                .isPresent()) {
            return new ApprovalStatus(
                    ApprovalState.RETIRED, "It no longer exists, or has no access left.", approval, drift);
        }
        NonHumanIdentity identity = identityRecord.identity().content();
        Optional<String> product = identityRecord.summary().flatMap(IdentitySummary::product);
        if (approval.filter(found -> found.current().state().isDecision()).isPresent()) {
            return new ApprovalStatus(
                    approval.get().stateAt(now), DriftText.basis(approval.get(), now), approval, drift);
        }
        if (approvals.covers(identity, product)) {
            return new ApprovalStatus(
                    ApprovalState.APPROVED,
                    "The configuration lists it without a scope, so its access is not compared with the decision.",
                    approval,
                    drift);
        }
        AppRecognition recognition = meaning.recognize(identity, List.of());
        if (recognition.firstParty()) {
            String reason = recognition.evidence().stream()
                    .map(AppRecognitionEvidence::sentence)
                    .findFirst()
                    .orElse("The catalog lists it as the provider's own app.");
            return new ApprovalStatus(ApprovalState.FIRST_PARTY, reason, approval, drift);
        }
        if (isAsked || approval.isPresent()) {
            return new ApprovalStatus(
                    ApprovalState.UNDER_REVIEW,
                    isAsked ? "Someone was asked about it and has not answered." : "An earlier decision was withdrawn.",
                    approval,
                    drift);
        }
        return new ApprovalStatus(ApprovalState.NEW, "Nobody has decided about it.", approval, drift);
    }

    /**
     * Compares an identity with its approval of record.
     *
     * @param names returns the name to display for a person
     */
    public List<ApprovalDrift> drift(
            IdentityRecord identityRecord, ApprovalOfRecord approval, Function<PersonId, String> names, Instant now) {
        return driftDetector.drift(identityRecord, approval, names, now);
    }

    /**
     * Returns the findings about drift. If reported drift has ended and then recurs, it is reported by a new finding.
     */
    public List<Finding> driftFindings(
            IdentityRecord identityRecord, ApprovalOfRecord approval, List<ApprovalDrift> drift, Instant now) {
        return DriftFindings.of(identityRecord, approval, drift, now);
    }

    /** Compares an identity's access with its recorded usage. */
    public UsageAssessment reviewUsage(IdentityRecord identityRecord, Instant now) {
        UsageAssessment assessment = useReviewer.review(identityRecord, now);
        return new UsageAssessment(
                assessment.review(),
                assessment.finding().map(finding -> finding.withBasis(FindingBasisResolver.ofUsage(identityRecord))));
    }

    /**
     * Returns whether an older finding already reported everything that a newer finding about over-privileged access
     * reports.
     */
    public boolean addsNothing(Finding newer, Finding older) {
        return OverPrivilegedRule.covers(older, newer);
    }

    /**
     * Returns whether a write of a person's row made the person a leaver, that is, a person who has left the company or
     * was suspended.
     *
     * @param before the row before the write; empty if there was none
     * @param after the row after the write
     */
    public boolean becameLeaver(Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        return leaverRule.becameLeaver(before, after);
    }

    /**
     * Returns whether a write of a person's row shows that a leaver has returned.
     *
     * @param before the row before the write; empty if there was none
     * @param after the row after the write
     */
    public boolean returned(Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        return leaverRule.returned(before, after);
    }

    /** Returns whether a person has left or is suspended. */
    public boolean isInactive(StoredRecord<Person> person) {
        return LeaverRule.isInactive(person);
    }

    /** Returns whether a stored grant can be used now. */
    public static boolean givesAccess(StoredRecord<Grant> grant) {
        return LeaverRule.givesAccess(grant);
    }

    /** Returns the people whom open findings about an identity report as leavers. */
    public Set<PersonId> reportedLeavers(Collection<Finding> findings) {
        return findings.stream()
                .filter(LeaverRule::isOpenReport)
                .flatMap(finding -> finding.affected().stream())
                .collect(Collectors.toSet());
    }

    /**
     * Compares the open findings that report a person as a leaver with everything that is stored about an identity.
     *
     * @param identityRecord everything stored about the identity, with its current summary
     * @param person the person's row; empty if it is not stored. In that case, findings end only if the person neither
     *     owns the identity nor has given it a grant that is still usable
     * @param names determines a person's name, which may come from another account
     */
    public LifecycleFindingChanges leaverChanges(
            IdentityRecord identityRecord,
            PersonId id,
            Optional<StoredRecord<Person>> person,
            LeaverReview review,
            Function<PersonId, String> names,
            Instant now) {
        return leaverRule.changes(identityRecord, id, person, review, names, now);
    }

    /**
     * Returns the finding about a leaver for one identity.
     *
     * @param name the leaver's name, which may come from another account
     * @param owned whether the leaver was the identity's owner; otherwise, the identity has usable access that the
     *     leaver gave it
     */
    public Finding leaverFinding(
            IdentitySummary identity, StoredRecord<Person> leaver, String name, boolean owned, Instant now) {
        return leaverRule
                .finding(identity, leaver, name, owned, now)
                .withBasis(FindingBasisResolver.ofLeaver(identity, leaver, owned));
    }

    /**
     * Returns the finding about an identity whose owner's last day is known.
     *
     * @param name the owner's name
     */
    public Finding leavingOwnerFinding(
            IdentitySummary identity, PersonId owner, String name, LocalDate lastDay, Instant now) {
        return LeavingOwnerRule.finding(identity, owner, name, lastDay, now)
                .withBasis(FindingBasisResolver.ofLastDay(identity, now));
    }

    /** Derives the summary from all rows of an identity. */
    public IdentitySummary summary(IdentityRecord identityRecord, Instant now) {
        return summarizer.summarizeAll(identityRecord, now);
    }

    /**
     * Returns the summary after rows were added; nothing else may have changed since {@code summary}. The result is the
     * same as that of {@link #summary}, regardless of the order in which rows are added. The only value that is not
     * determined again is the person who uses the identity most.
     *
     * @param grants live grants
     * @param credentials live credentials
     * @param used the time of the latest use according to the usage evidence, if there is any
     * @return empty if the summary must be derived from all rows
     */
    public Optional<IdentitySummary> summaryWithAddedRows(
            StoredRecord<NonHumanIdentity> identity,
            IdentitySummary summary,
            List<StoredRecord<Grant>> grants,
            List<StoredRecord<Credential>> credentials,
            List<AccessEvent> events,
            Timestamp used,
            Instant now) {
        return summarizer.addRows(
                identity, summary, new IdentitySummarizer.AddedRows(grants, credentials, events, used), now);
    }

    private static Set<String> scopes(RowChange change) {
        return switch (change) {
            case RowChange.OfGrant(var _, StoredRecord<Grant> after) ->
                Set.copyOf(after.content().scopes());
            case RowChange.OfCredential(var _, StoredRecord<Credential> _),
                    RowChange.OfIdentity(var _, StoredRecord<NonHumanIdentity> _) -> Set.of();
        };
    }
}
