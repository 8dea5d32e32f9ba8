package io.grantkeeper.detection;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.AppRecognition;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entry point to all detection rules. Derives findings from changes and from elapsed time, and derives the summary
 * of an identity.
 */
public final class Detector {
    private final AccessInterpreter meaning;
    private final Summarizer summarizer;
    private final ApprovedIdentities approvals;
    private final TimeBasedRules clockRules;
    private final UsageAssessor useReviewer;
    private final LeaverRule leaverRule = new LeaverRule();
    private final List<DetectionRule> rules;

    public Detector(
            PermissionVocabularies permissions,
            AppCatalog catalogue,
            ApprovedIdentities approvals,
            DetectionSettings settings) {
        this.meaning = new AccessInterpreter(permissions, catalogue);
        this.summarizer = new Summarizer(meaning);
        this.approvals = approvals;
        this.clockRules = new TimeBasedRules(settings);
        this.useReviewer = new UsageAssessor(meaning, settings);
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
     * same findings.
     *
     * @param identity the identity that the changed row belongs to
     * @param summary the identity's previous summary; empty if there is none
     */
    public List<Finding> findings(
            RowChange change, StoredRecord<NonHumanIdentity> identity, Optional<IdentitySummary> summary, Instant now) {
        AppRecognition recognition = meaning.recognize(identity.content(), scopes(change));
        boolean approved = approvals.covers(
                identity.content(),
                recognition.product().map(CatalogProduct::id).map(Object::toString));
        DetectionContext context =
                new DetectionContext(identity.content(), identity.firstSeen(), summary, recognition, approved, now);
        return rules.stream()
                .flatMap(rule -> rule.findings(change, context).stream())
                .toList();
    }

    /** Returns the findings that follow from elapsed time alone. */
    public List<Finding> findings(IdentitySummary summary, Instant now) {
        return clockRules.findings(summary, now);
    }

    /** Compares an identity's access with its recorded usage. */
    public UsageAssessment reviewUsage(IdentityRecord identityRecord, Instant now) {
        return useReviewer.review(identityRecord, now);
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
     * Returns the finding about a leaver for one identity.
     *
     * @param owned whether the leaver was the identity's owner; otherwise the identity holds a grant from them
     */
    public Finding leaverFinding(IdentitySummary identity, StoredRecord<Person> leaver, boolean owned, Instant now) {
        return leaverRule.finding(identity, leaver, owned, now);
    }

    /**
     * Returns whether an event can change an identity's owner. If so, the summary must be derived from all of the
     * identity's rows.
     *
     * @param summary the current summary, if there is one
     */
    public boolean mayChangeOwner(AccessEvent event, Optional<IdentitySummary> summary) {
        return OwnerEvidence.mayChangeOwner(event, summary);
    }

    /** Derives the summary from all rows of an identity. */
    public IdentitySummary summary(IdentityRecord identityRecord, Instant now) {
        return summarizer.summarizeAll(identityRecord, now);
    }

    /**
     * Returns the summary after rows were added or expanded; nothing else may have changed since {@code summary}.
     *
     * @param used the time of the latest use according to the usage evidence, if there is any
     */
    public IdentitySummary summaryWithAddedRows(
            NonHumanIdentity identity,
            Instant firstSeen,
            Optional<IdentitySummary> summary,
            List<StoredRecord<Grant>> grants,
            List<StoredRecord<Credential>> credentials,
            Timestamp used,
            Instant now) {
        return summarizer.addRows(identity, firstSeen, summary, grants, credentials, used, now);
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
