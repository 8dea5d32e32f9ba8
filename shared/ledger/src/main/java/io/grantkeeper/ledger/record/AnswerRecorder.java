package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells what people answered. An answer is kept in its question first, since only one of two can count; what follows from
 * it is done only after it was told here.
 */
public final class AnswerRecorder {
    private static final Actor RECORDER = Actor.function("settle-answer");

    private final EntryStore entries;
    private final Salts salts;

    public AnswerRecorder(EntryStore entries, Salts salts) {
        this.entries = entries;
        this.salts = salts;
    }

    /** Tells how a question ended, and for "keep" what was allowed until when. */
    public void concluded(TenantId tenant, Question question, Conclusion end) {
        String code = end.answer().map(Answer::code).orElse("none");
        tell(tenant, question, end.by(), code, end.at(), end.type() == Conclusion.Type.UNANSWERED);
        if (end.type() == Conclusion.Type.ANSWERED && end.answer().equals(Optional.of(Answer.KEEP))) {
            Pseudonyms names = new Pseudonyms(salts);
            entries.add(
                    tenant,
                    entry(
                                    "approval.given/" + question.id(),
                                    tenant,
                                    question,
                                    end.at(),
                                    new Happening.ApprovalGiven(
                                            names.of(tenant, question.identity(), question.id()),
                                            end.until().map(Instant::toString)))
                            .causedBy(end.by().map(email -> names.ofAddress(tenant, email))));
        }
    }

    /** Tells that a person passed the question on: it is not theirs. */
    public void passed(TenantId tenant, Question question, Asked person, Instant at) {
        tell(tenant, question, Optional.of(person.email()), Answer.NOT_MINE.code(), at, false);
    }

    private void tell(
            TenantId tenant, Question question, Optional<String> by, String answer, Instant at, boolean byClock) {
        Pseudonyms names = new Pseudonyms(salts);
        Optional<String> who = by.map(email -> names.ofAddress(tenant, email));
        String name = names.of(tenant, question.identity(), question.id());
        String outcome = byClock ? "unanswered:" + answer : answer;
        Happening what = question.campaign()
                .<Happening>map(campaign -> new Happening.ReviewDecided(campaign, name, outcome))
                .orElseGet(() -> new Happening.OwnerAnswered(name, outcome));
        String kind = question.campaign().isPresent() ? "review.decided" : "owner.answered";
        String state = question.conclusion()
                .map(Conclusion::state)
                .filter(digest -> !digest.isEmpty())
                .orElse(question.state());
        entries.add(
                tenant,
                entry("%s/%s/%s/%s".formatted(kind, question.id(), outcome, at), tenant, question, at, what)
                        .causedBy(who)
                        .with(List.of(new Evidence("state", names.of(tenant, question.identity(), state)))));
    }

    private static Entry entry(String id, TenantId tenant, Question question, Instant at, Happening what) {
        return Entry.of(id, tenant, at, what, RECORDER).about(question.identity());
    }
}
