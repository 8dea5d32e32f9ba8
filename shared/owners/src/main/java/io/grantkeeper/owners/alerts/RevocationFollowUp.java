package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks, some time after an answer, whether the answer had the intended effect. The question is asked again if the
 * period of a "keep" answer has ended, or if the identity still holds access that should have been reduced or revoked.
 */
final class RevocationFollowUp {
    private final AccessStore access;
    private final FindingStore findings;
    private final QuestionStore questions;
    private final EscalationPath path;
    private final Clock clock;

    RevocationFollowUp(
            AccessStore access, FindingStore findings, QuestionStore questions, EscalationPath path, Clock clock) {
        this.access = access;
        this.findings = findings;
        this.questions = questions;
        this.path = path;
        this.clock = clock;
    }

    /**
     * Checks the effect of the answer to one question. If the question must be asked again, reopens its findings first.
     * Finally, records that the check is done. Each step can be repeated after an interruption.
     */
    void check(TenantId tenant, OwnerQuestion question) {
        QuestionOutcome end = question.conclusion().orElseThrow();
        Optional<IdentityRecord> identityRecord = access.identityRecord(tenant, question.identity());
        if (identityRecord.isPresent()
                && identityRecord.get().summary().isPresent()
                && isUnfulfilled(identityRecord.get(), end)) {
            List<OwnerQuestion> others = questions.byIdentity(tenant, question.identity());
            List<String> about = reopenFindings(tenant, question, end, identityRecord.get(), others);
            boolean asked = others.stream().anyMatch(OwnerQuestion::isWaiting);
            boolean keptLonger = isKeptByLaterAnswer(question, end, others);
            if (!asked && !keptLonger) {
                askAgain(tenant, question, end, identityRecord.get(), about);
            }
        }
        questions.save(tenant, question.withNextAt(Optional.empty()));
    }

    private static boolean isUnfulfilled(IdentityRecord identityRecord, QuestionOutcome end) {
        if (!IdentityStateDigest.holdsAccess(identityRecord) || end.answer().isEmpty()) {
            return false;
        }
        return switch (end.answer().get()) {
            case KEEP -> true;
            case REVOKE, BLOCK -> IdentityStateDigest.hasUsableAccess(identityRecord);
            case REDUCE, TO_APPROVED, REMOVE_ADDED, DENY_REQUEST, APPROVE_REQUEST ->
                IdentityStateDigest.of(identityRecord).equals(end.state());
            case NOT_MINE, NAME_OWNER, ASK_TO_BLOCK, WILL_ACT, ACCEPT, NOT_EXPECTED, OWN -> false;
        };
    }

    private List<String> reopenFindings(
            TenantId tenant,
            OwnerQuestion question,
            QuestionOutcome end,
            IdentityRecord identityRecord,
            List<OwnerQuestion> others) {
        if (end.answer().equals(Optional.of(OwnerAnswer.KEEP)) && !isKeptByLaterAnswer(question, end, others)) {
            Instant over = end.until().orElse(clock.instant());
            identityRecord.findings().stream()
                    .filter(finding -> finding.status() == FindingStatus.ACCEPTED)
                    .filter(finding -> question.findings().contains(finding.key()))
                    .forEach(finding -> findings.reopen(
                            tenant, finding, over, identityRecord.summary().flatMap(IdentitySummary::owner)));
        }
        return findings.openByIdentity(tenant, question.identity()).stream()
                .map(Finding::key)
                .filter(question.findings()::contains)
                .toList();
    }

    private boolean isKeptByLaterAnswer(OwnerQuestion question, QuestionOutcome end, List<OwnerQuestion> others) {
        return end.answer().equals(Optional.of(OwnerAnswer.KEEP))
                && others.stream()
                        .filter(other -> !other.id().equals(question.id()))
                        .flatMap(other -> other.conclusion().stream())
                        .anyMatch(other -> other.answer().equals(Optional.of(OwnerAnswer.KEEP))
                                && other.until()
                                        .filter(clock.instant()::isBefore)
                                        .isPresent());
    }

    private void askAgain(
            TenantId tenant,
            OwnerQuestion question,
            QuestionOutcome end,
            IdentityRecord identityRecord,
            List<String> about) {
        Instant now = clock.instant();
        List<String> why = NoticeText.whyAgain(end);
        QuestionRecipient first = end.by()
                .flatMap(question::asked)
                .filter(person -> person.as() != RecipientRole.SECURITY_TEAM)
                .flatMap(person -> path.byEmail(tenant, person.email(), person.name()))
                .map(person -> QuestionRecipient.planned(person.name(), person.email(), RecipientRole.OWNER, why, now))
                .orElseGet(() -> {
                    QuestionRecipient found =
                            path.first(tenant, identityRecord.summary().orElseThrow());
                    return QuestionRecipient.planned(found.name(), found.email(), found.as(), why, now);
                });
        OwnerQuestion again = OwnerQuestion.about(
                        ShortDigests.of("again", question.id()),
                        question.identity(),
                        about,
                        Optional.empty(),
                        IdentityStateDigest.of(identityRecord),
                        first,
                        now)
                .withNextAt(Optional.of(now));
        questions.open(tenant, again);
    }
}
