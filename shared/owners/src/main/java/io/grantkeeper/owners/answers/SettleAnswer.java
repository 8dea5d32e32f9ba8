package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.EvidenceSource;
import io.grantkeeper.identity.basis.StatementBasis;
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
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.revocation.RevocationRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out the outcome of a question: records the outcome in the ledger, accepts findings or revokes access, and
 * then stores that the question is settled. Every step can be repeated; if a run is interrupted, escalation repeats it.
 */
public final class SettleAnswer {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final QuestionStore questions;
    private final FindingStore findings;
    private final AccessStore access;
    private final AnswerRecorder ledger;
    private final RecordApproval approvals;
    private final RevokerProvider revokers;
    private final AnswerTimeouts settings;
    private final Clock clock;

    public SettleAnswer(
            QuestionStore questions,
            FindingStore findings,
            AccessStore access,
            AnswerRecorder ledger,
            RecordApproval approvals,
            RevokerProvider revokers,
            AnswerTimeouts settings,
            Clock clock) {
        this.questions = questions;
        this.findings = findings;
        this.access = access;
        this.ledger = ledger;
        this.approvals = approvals;
        this.revokers = revokers;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Carries out the outcome of a question. If people passed the question on, first records this in the ledger. Does
     * nothing else if the question is not waiting to be settled, or must wait for a provider's rate limit.
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
            case REDUCE, REVOKE -> revoke(tenant, question, end, answer);
            case NOT_MINE -> new RevocationScope.Result(List.of(), Optional.empty());
        };
    }

    private static RevocationScope.Result resultOf(String sentence) {
        return new RevocationScope.Result(List.of(sentence), Optional.empty());
    }

    /**
     * Opens a finding because a question of a review was not answered. The finding remains open after the review, until
     * an owner answers a question about the identity or the identity no longer holds access.
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
                        List.of("Access that nobody confirms is not approved. All of it is still in place."),
                        "Name an owner for it, or have its access revoked.",
                        Knowledge.unknown(),
                        List.of(),
                        end.at(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                StatementBasis.of(Certainty.OBSERVED, List.of(EvidenceSource.ofOperator(end.at()))))),
                summary.get().owner());
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
        String kept = acceptFindings(tenant, question, end);
        Optional<IdentityRecord> identityRecord =
                access.identityRecord(tenant, question.identity()).filter(IdentityStateDigest::holdsAccess);
        if (identityRecord.isEmpty() || end.by().isEmpty()) {
            return resultOf(kept);
        }
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
        return resultOf(kept);
    }

    private String acceptFindings(TenantId tenant, OwnerQuestion question, QuestionOutcome end) {
        Set<String> open = findings.openByIdentity(tenant, question.identity()).stream()
                .map(Finding::key)
                .collect(Collectors.toSet());
        question.findings().stream()
                .filter(open::contains)
                .forEach(key -> findings.accept(tenant, question.identity(), key, end.at()));
        Optional<IdentitySummary> summary =
                access.outline(tenant, question.identity()).flatMap(IdentityRecord::summary);
        return kept(end, summary);
    }

    /** Returns what happens to access that a person answered to keep, as far as it is known. */
    private static String kept(QuestionOutcome end, Optional<IdentitySummary> summary) {
        if (summary.filter(known -> known.status() == IdentityStatus.REQUESTED).isPresent()) {
            return "It has no access yet. Your answer does not approve the request.";
        }
        String until = end.until().map(at -> " until " + DAY.format(at)).orElse("");
        Optional<Instant> expiry = summary.flatMap(known -> known.nextExpiry().toOptional())
                .filter(at -> end.until().filter(at::isAfter).isEmpty());
        return expiry.map(at -> "It may keep its access%s, but what expires on %s is not extended."
                        .formatted(until, DAY.format(at)))
                .orElse("It keeps its access%s.".formatted(until));
    }

    private RevocationScope.Result revoke(
            TenantId tenant, OwnerQuestion question, QuestionOutcome end, OwnerAnswer answer) {
        Optional<IdentityRecord> identityRecord = access.identityRecord(tenant, question.identity());
        if (identityRecord.isEmpty() || !IdentityStateDigest.holdsAccess(identityRecord.get())) {
            return resultOf("It no longer has any access.");
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
                ? RevocationScope.plan(revokers, tenant, identityRecord.get(), answer)
                : RevocationScope.planRemainder(revokers, tenant, identityRecord.get(), request);
        // If steps are still waiting when the result is checked, the question is asked again, as it is for any other
        // step that was not completed.
        return removal.carryOut(tenant, identityRecord.get(), request, settings.followUp(end));
    }
}
