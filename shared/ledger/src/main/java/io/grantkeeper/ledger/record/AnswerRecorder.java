package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records answers in the ledger. An answer is stored with its question before it is recorded. If two people answer at
 * the same time, the store accepts only one of the answers, and only that one is recorded. The actions that follow from
 * an answer start only after it has been recorded.
 */
public final class AnswerRecorder {
    private static final EntryActor RECORDER = EntryActor.function("apply-answer");

    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public AnswerRecorder(PendingEntryStore entries, SaltStore saltStore) {
        this.entries = entries;
        this.saltStore = saltStore;
    }

    /**
     * Records how a question ended: with an answer or without one. If the owner answered "keep", also records the
     * approval and when it expires.
     */
    public void recordConclusion(TenantId tenant, OwnerQuestion question, QuestionOutcome end) {
        String code = end.answer().map(OwnerAnswer::code).orElse("none");
        record(tenant, question, end.by(), code, end.at(), end.type() == QuestionOutcome.Type.UNANSWERED);
        if (end.type() == QuestionOutcome.Type.ANSWERED && end.answer().equals(Optional.of(OwnerAnswer.KEEP))) {
            Pseudonyms names = new Pseudonyms(saltStore);
            entries.add(
                    tenant,
                    entry(
                                    "approval.given/" + question.id(),
                                    tenant,
                                    question,
                                    end.at(),
                                    new LedgerEvent.ApprovalGiven(
                                            names.of(tenant, question.identity(), question.id()),
                                            end.until().map(Instant::toString)))
                            .withCause(end.by().map(email -> names.ofAddress(tenant, email))));
        }
    }

    /** Records that a person passed the question on: the identity does not belong to them, or others must decide. */
    public void recordPassed(TenantId tenant, OwnerQuestion question, QuestionRecipient person, Instant at) {
        OwnerAnswer answer = person.passedWith().orElse(OwnerAnswer.NOT_MINE);
        record(tenant, question, Optional.of(person.email()), answer.code(), at, false);
    }

    private void record(
            TenantId tenant, OwnerQuestion question, Optional<String> by, String answer, Instant at, boolean byClock) {
        Pseudonyms names = new Pseudonyms(saltStore);
        Optional<String> who = by.map(email -> names.ofAddress(tenant, email));
        String name = names.of(tenant, question.identity(), question.id());
        String outcome = outcome(answer, byClock);
        LedgerEvent what = question.campaign()
                .<LedgerEvent>map(campaign -> new LedgerEvent.ReviewDecided(campaign, name, outcome))
                .orElseGet(() -> new LedgerEvent.OwnerAnswered(name, outcome));
        String state = question.conclusion()
                .map(QuestionOutcome::state)
                .filter(digest -> !digest.isEmpty())
                .orElse(question.state());
        entries.add(
                tenant,
                entry(entryId(question, outcome, at), tenant, question, at, what)
                        .withCause(who)
                        .withEvidence(
                                List.of(new EntryEvidence("state", names.of(tenant, question.identity(), state)))));
    }

    static String outcome(String answer, boolean byClock) {
        return byClock ? "unanswered:" + answer : answer;
    }

    static String entryId(OwnerQuestion question, String outcome, Instant at) {
        String kind = question.campaign().isPresent() ? "review.decided" : "owner.answered";
        return "%s/%s/%s/%s".formatted(kind, question.id(), outcome, at);
    }

    private static LedgerEntry entry(String id, TenantId tenant, OwnerQuestion question, Instant at, LedgerEvent what) {
        return LedgerEntry.of(id, tenant, at, what, RECORDER).withIdentity(question.identity());
    }
}
