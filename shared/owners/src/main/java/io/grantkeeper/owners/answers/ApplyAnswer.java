package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.revocation.RevocationRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Carries out the outcome of a question: records the outcome in the ledger, accepts findings or revokes access, and
 * then stores that the question is settled. Every step can be repeated; if a run is interrupted, escalation repeats it.
 */
public final class ApplyAnswer {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final int RACES = 5;

    private final QuestionStore questions;
    private final FindingStore findings;
    private final AccessStore access;
    private final AnswerRecorder ledger;
    private final RecordApproval approvals;
    private final RevokerProvider revokers;
    private final AnswerTimeouts settings;
    private final AnswerProviders providers;
    private final Clock clock;

    /**
     * Creates an instance.
     *
     * @param providers the facts about providers that the sentences state
     */
    public ApplyAnswer(
            QuestionStore questions,
            FindingStore findings,
            AccessStore access,
            AnswerRecorder ledger,
            RecordApproval approvals,
            RevokerProvider revokers,
            AnswerTimeouts settings,
            AnswerProviders providers,
            Clock clock) {
        this.questions = questions;
        this.findings = findings;
        this.access = access;
        this.ledger = ledger;
        this.approvals = approvals;
        this.revokers = revokers;
        this.settings = settings;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * Carries out the outcome of a question. If people passed the question on, first records this in the ledger. Does
     * nothing else if the question is not waiting to be settled, or if it must wait for a provider's rate limit.
     *
     * @return the current state of the question; empty if no question has this id
     */
    public Optional<OwnerQuestion> settle(TenantId tenant, String id) {
        Optional<OwnerQuestion> question = questions.find(tenant, id);
        question.ifPresent(known -> recordPassedOn(tenant, known));
        if (question.filter(OwnerQuestion::isUnsettled).isEmpty()) {
            return question;
        }
        OwnerQuestion ended = question.get();
        if (ended.nextAt().filter(clock.instant()::isBefore).isPresent()) {
            return question; // the question is waiting for the provider's rate limit to reset
        }
        QuestionOutcome end = ended.conclusion().orElseThrow();
        ledger.recordConclusion(tenant, ended, end);
        RevocationScope.Result done = carryOut(tenant, ended, end);
        OwnerQuestion further = done.goesOnAt().isPresent()
                ? ended.concluded(end.withPartialResults(done.results()), done.goesOnAt())
                : ended.concluded(end.settled(clock.instant(), done.results()), settings.followUp(end));
        try {
            return Optional.of(questions.save(tenant, further));
        } catch (ConcurrentWriteException _) {
            return questions.find(tenant, id); // another worker has settled the question at the same time
        }
    }

    private void recordPassedOn(TenantId tenant, OwnerQuestion question) {
        for (QuestionRecipient person : question.asked()) {
            if (person.toldAt().isPresent() && person.passedAt().isPresent()) {
                ledger.recordPassed(tenant, question, person, person.passedAt().get());
            }
        }
    }

    private RevocationScope.Result carryOut(TenantId tenant, OwnerQuestion question, QuestionOutcome end) {
        if (end.answer().isEmpty()) {
            question.campaign().ifPresent(review -> openUnreviewedFinding(tenant, question, review, end));
            return resultOf("Nobody answered. Its access is not approved, but nothing was changed.");
        }
        OwnerAnswer answer = end.answer().get();
        return switch (answer) {
            case KEEP -> keep(tenant, question, end);
            case REDUCE, REVOKE, TO_APPROVED, REMOVE_ADDED, BLOCK, DENY_REQUEST ->
                revoke(tenant, question, end, answer);
            case APPROVE_REQUEST -> approveRequest(tenant, question, end);
            case OWN -> own(tenant, question, end);
            case ACCEPT -> {
                Optional<FindingType> type =
                        QuestionTopic.of(types(question), false).type();
                acceptFindings(tenant, question, end, other -> type.equals(Optional.of(other)));
                yield resultOf(sentence(tenant, question, end, answer));
            }
            case WILL_ACT -> resultOf(sentence(tenant, question, end, answer));
            case NOT_EXPECTED -> {
                openUnexpectedFindings(tenant, question, end);
                yield resultOf(sentence(tenant, question, end, answer));
            }
            case NOT_MINE, NAME_OWNER, ASK_TO_BLOCK -> new RevocationScope.Result(List.of(), Optional.empty());
        };
    }

    private static RevocationScope.Result resultOf(String sentence) {
        return new RevocationScope.Result(List.of(sentence), Optional.empty());
    }

    /**
     * Opens a finding because a review question was not answered. The finding remains open after the review, until an
     * owner answers a question about the identity or the identity no longer holds access.
     */
    private void openUnreviewedFinding(TenantId tenant, OwnerQuestion question, String review, QuestionOutcome end) {
        Optional<IdentitySummary> summary = access.identityRecord(tenant, question.identity())
                .filter(IdentityStateDigest::holdsAccess)
                .flatMap(IdentityRecord::summary);
        if (summary.isEmpty()) {
            return;
        }
        var _ = findings.open(
                tenant,
                new Finding(
                        "unreviewed/" + review,
                        question.identity(),
                        FindingType.UNREVIEWED,
                        Severity.max(Severity.MEDIUM, summary.get().severity()),
                        FindingStatus.OPEN,
                        "was in review %s, but nobody confirmed that it needs its access".formatted(review),
                        List.of(),
                        summary.get().reaches(),
                        List.of("Access that nobody confirmed is not approved. All of it is still in place."),
                        "Name an owner for it, or have its access revoked.",
                        KnownOrUnknown.unknown(),
                        List.of(),
                        end.at(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                StatementBasis.of(Certainty.OBSERVED, List.of(StatementSource.ofOperator(end.at()))))),
                summary.get().owner());
    }

    /**
     * Opens a more severe finding for each finding about behavior that the owner did not expect. Incidents and
     * detection take these findings into account, and nobody is asked again.
     */
    private void openUnexpectedFindings(TenantId tenant, OwnerQuestion question, QuestionOutcome end) {
        for (Finding finding : findings.openByIdentity(tenant, question.identity())) {
            if (finding.type() != FindingType.UNUSUAL_ACTIVITY
                    || !question.findings().contains(finding.key())
                    || finding.key().startsWith(Finding.NOT_EXPECTED)) {
                continue;
            }
            var _ = findings.open(
                    tenant,
                    new Finding(
                            Finding.NOT_EXPECTED + finding.key(),
                            question.identity(),
                            FindingType.UNUSUAL_ACTIVITY,
                            Severity.max(Severity.HIGH, finding.severity()),
                            FindingStatus.OPEN,
                            "did something that its owner did not expect",
                            List.of(),
                            List.of(),
                            finding.reasons(),
                            "Suspend it, and find out who used its credentials.",
                            KnownOrUnknown.unknown(),
                            List.of(),
                            end.at(),
                            Optional.empty(),
                            Optional.of(question.id()),
                            finding.basis(),
                            finding.context()),
                    access.outline(tenant, question.identity())
                            .flatMap(IdentityRecord::summary)
                            .flatMap(IdentitySummary::owner));
        }
    }

    /**
     * Accepts the findings, and records that the access that the person was shown is approved. A refusal stays in effect:
     * an owner cannot approve what the company has refused.
     */
    private RevocationScope.Result keep(TenantId tenant, OwnerQuestion question, QuestionOutcome end) {
        Optional<ApprovalDecision> refusal = approvals
                .effective(tenant, question.identity())
                .map(ApprovalOfRecord::current)
                .filter(decision -> decision.state() == ApprovalState.REFUSED);
        if (refusal.isPresent()) {
            return resultOf(
                    "It was refused on %s, and your answer does not change that. Ask your security team if it needs its access."
                            .formatted(DAY.format(refusal.get().at())));
        }
        String kept = sentence(tenant, question, end, OwnerAnswer.KEEP);
        // An approval does not settle that something expires: the owner is still reminded.
        acceptFindings(tenant, question, end, type -> type != FindingType.EXPIRING);
        Optional<IdentityRecord> identityRecord =
                access.identityRecord(tenant, question.identity()).filter(IdentityStateDigest::holdsAccess);
        boolean requested = identityRecord
                .flatMap(IdentityRecord::summary)
                .filter(summary -> summary.status() == IdentityStatus.REQUESTED)
                .isPresent();
        if (identityRecord.isEmpty() || end.by().isEmpty() || requested) {
            return resultOf(kept);
        }
        List<String> approved = end.until()
                .map(at -> List.of(kept, "The approval ends on %s.".formatted(DAY.format(at))))
                .orElse(List.of(kept));
        boolean isAsShown = IdentityStateDigest.ignoringRemovalsSince(identityRecord.get(), end.at())
                .equals(end.state());
        if (!isAsShown) {
            return new RevocationScope.Result(
                    List.of(
                            kept,
                            "Its access has changed since the answer, so the approval of record was not updated."),
                    Optional.empty());
        }
        ApprovalDecision decision = ApprovalDecision.of(
                        ApprovalState.APPROVED,
                        end.by().get(),
                        question.campaign().isPresent()
                                ? ApprovalDecision.Source.REVIEW
                                : ApprovalDecision.Source.ANSWER,
                        end.at(),
                        question.campaign()
                                .map(review -> "Kept in review " + review)
                                .orElse("Kept by answer"))
                .withUntil(end.until().filter(end.at()::isBefore))
                .withEvidence(end.state());
        ApprovalSubject subject = new ApprovalSubject.OneIdentity(question.identity());
        var _ = approvals.decide(
                tenant,
                subject,
                decision,
                Optional.of(ApprovableAccess.scopeOf(identityRecord.get())),
                ApprovalConditions.none());
        return new RevocationScope.Result(approved, Optional.empty());
    }

    /**
     * Accepts the question's open findings.
     *
     * @param settled tests whether the answer settles findings of a type
     */
    private void acceptFindings(
            TenantId tenant, OwnerQuestion question, QuestionOutcome end, Predicate<FindingType> settled) {
        findings.openByIdentity(tenant, question.identity()).stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .filter(finding -> settled.test(finding.type()))
                .forEach(finding -> findings.accept(tenant, question.identity(), finding.key(), end.at()));
    }

    private static List<FindingType> types(OwnerQuestion question) {
        return question.findings().stream()
                .flatMap(key -> QuestionTopic.typeOf(key).stream())
                .distinct()
                .toList();
    }

    /**
     * Returns the sentence about an answer, as the person was shown it. The sentence states the known effect of the
     * answer.
     */
    private String sentence(TenantId tenant, OwnerQuestion question, QuestionOutcome end, OwnerAnswer answer) {
        return access.identityRecord(tenant, question.identity())
                .map(identityRecord -> AnswerFacts.of(
                        identityRecord,
                        question.findings(),
                        question.campaign().isPresent(),
                        end.by()
                                .flatMap(question::asked)
                                .map(QuestionRecipient::as)
                                .orElse(RecipientRole.OWNER),
                        settings.approvalEnd(end.at()),
                        end.at(),
                        providers))
                .map(facts -> AnswerTable.sentence(facts, answer))
                .orElse("It no longer has any access.");
    }

    /** Records the person who answered as the owner, and closes the findings about the earlier owner. */
    private RevocationScope.Result own(TenantId tenant, OwnerQuestion question, QuestionOutcome end) {
        Optional<PersonId> person = end.by().flatMap(email -> account(tenant, question, email));
        Optional<IdentitySummary> summary =
                access.outline(tenant, question.identity()).flatMap(IdentityRecord::summary);
        if (person.isEmpty() || summary.isEmpty()) {
            return resultOf("No owner was recorded, because the directory has no account with this email address.");
        }
        for (int race = 0; !isSaved(tenant, question, person.get(), end); race++) {
            if (race >= RACES) {
                throw new ConcurrentWriteException(
                        "the summary of an identity changes faster than its owner can be stored");
            }
        }
        findings.openByIdentity(tenant, question.identity()).stream()
                .filter(finding -> switch (finding.type()) {
                    case OWNER_LEFT, OWNER_LEAVING, OWNERLESS -> true;
                    case SHADOW_AI,
                            IDENTITY_APPEARED,
                            GRANT_APPEARED,
                            SCOPES_EXPANDED,
                            REACH_EXPANDED,
                            CREDENTIAL_ADDED,
                            LIFETIME_EXTENDED,
                            EXPIRING,
                            ROTATION_DUE,
                            DUPLICATE_CREDENTIAL,
                            GRANT_VANISHED,
                            FELL_SILENT,
                            OVER_PRIVILEGED,
                            ACCESS_REQUESTED,
                            UNREVIEWED,
                            DRIFTED,
                            PATH_OPENED,
                            UNUSUAL_ACTIVITY -> false;
                })
                .filter(finding -> question.findings().contains(finding.key()))
                .forEach(finding -> findings.close(tenant, finding.identity(), finding.key(), end.at()));
        return resultOf(sentence(tenant, question, end, OwnerAnswer.OWN));
    }

    private boolean isSaved(TenantId tenant, OwnerQuestion question, PersonId owner, QuestionOutcome end) {
        Optional<IdentitySummary> summary =
                access.outline(tenant, question.identity()).flatMap(IdentityRecord::summary);
        if (summary.isEmpty()) {
            return true;
        }
        try {
            access.saveSummary(tenant, summary.get().withAgreedOwner(owner, end.at()));
            return true;
        } catch (ConcurrentWriteException _) {
            return false;
        }
    }

    /** Returns a person's account, preferably one in the identity's connection. */
    private Optional<PersonId> account(TenantId tenant, OwnerQuestion question, String email) {
        return access.peopleByEmail(tenant, email).stream()
                .filter(StoredRecord::isLive)
                .map(stored -> stored.content().id())
                .min(Comparator.<PersonId, Boolean>comparing(id ->
                                !id.connection().equals(question.identity().connection()))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Approves the requests at the provider in the name of the person who answered. */
    private RevocationScope.Result approveRequest(TenantId tenant, OwnerQuestion question, QuestionOutcome end) {
        Optional<IdentityRecord> identityRecord = access.identityRecord(tenant, question.identity());
        if (identityRecord.isEmpty()
                || !IdentityStateDigest.ignoringRemovalsSince(identityRecord.get(), end.at())
                        .equals(end.state())) {
            return resultOf("The request has changed since the answer, so nothing was approved.");
        }
        RevocationScope.Result done = RevocationScope.plan(
                        revokers, tenant, identityRecord.get(), OwnerAnswer.APPROVE_REQUEST, question.findings())
                .approve(end.by().orElse("its owner"));
        acceptFindings(tenant, question, end, _ -> true);
        return done.results().isEmpty() ? resultOf("The request no longer exists, so nothing was approved.") : done;
    }

    private RevocationScope.Result revoke(
            TenantId tenant, OwnerQuestion question, QuestionOutcome end, OwnerAnswer answer) {
        Optional<IdentityRecord> identityRecord = access.identityRecord(tenant, question.identity());
        if (identityRecord.isEmpty() || !IdentityStateDigest.holdsAccess(identityRecord.get())) {
            boolean hadNone = identityRecord
                    .filter(known ->
                            known.grants().isEmpty() && known.credentials().isEmpty())
                    .isPresent();
            return resultOf(hadNone ? sentence(tenant, question, end, answer) : "It no longer has any access.");
        }
        String by = end.by()
                .orElseGet(() -> question.campaign()
                        .map(campaign -> "review " + campaign)
                        .orElse("review"));
        RevocationRequest request = new RevocationRequest(by, end.at());
        // If access was only removed since then, the state counts as unchanged: removing access is what the answer is
        // for, and a listing can run while the revocation waits for a rate limit.
        boolean isAsAnswered = IdentityStateDigest.ignoringRemovalsSince(identityRecord.get(), end.at())
                .equals(end.state());
        RevocationScope removal = isAsAnswered
                ? RevocationScope.plan(revokers, tenant, identityRecord.get(), answer, question.findings())
                : RevocationScope.planRemainder(revokers, tenant, identityRecord.get(), answer, request);
        // If steps are still waiting when the result is checked, the question is asked again, as it is for any other
        // step that was not completed.
        return removal.carryOut(tenant, identityRecord.get(), request, settings.followUp(end));
    }
}
