package io.grantkeeper.answers;

import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.policy.approval.AnswerRequests;
import io.grantkeeper.policy.approval.CannotAnswerException;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.ApprovalStore;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes the word of whoever answers for an agent on what it asks for. The question that told them says who that is: once it
 * has gone on to somebody else, it is that person's to say.
 */
public final class AnswerAccess {
    private final QuestionStore questions;
    private final ApprovalStore approvals;
    private final AnswerRequests answers;

    public AnswerAccess(QuestionStore questions, ApprovalStore approvals, AnswerRequests answers) {
        this.questions = questions;
        this.approvals = approvals;
        this.answers = answers;
    }

    /** What becomes of a click, or of a look at its page. */
    public sealed interface Result {
        /** It waits for this person's word. */
        record Open(Approval request, Asked person) implements Result {}

        /** It is answered as they said, now or before. */
        record Answered(Approval request) implements Result {}

        /** Nothing was changed, and why: one sentence. */
        record Refused(String why) implements Result {}
    }

    /** How a request stands for a person; changes nothing. */
    public Result look(Ticket ticket, Predicate<Asked> who) {
        return of(ticket, who, false);
    }

    /** Allows or refuses it, as the ticket says. */
    public Result give(Ticket ticket, Predicate<Asked> who) {
        return of(ticket, who, true);
    }

    private Result of(Ticket ticket, Predicate<Asked> who, boolean give) {
        String request = ticket.request().orElse("");
        Optional<Question> question = questions
                .find(ticket.tenant(), ticket.about())
                .filter(known -> known.findings().contains(AccessRequested.key(request)));
        Optional<Asked> asked = question.flatMap(
                known -> known.asked().reversed().stream().filter(who).findFirst());
        if (asked.isEmpty()) {
            return new Result.Refused("this was put to somebody else, so it is theirs to say");
        }
        Asked person = asked.get();
        if (!person.isWaitedFor()) {
            return new Result.Refused("you passed this on, so it is for whoever was asked after you to say");
        }
        try {
            return give ? answered(ticket, request, person) : open(ticket, request, person);
        } catch (CannotAnswerException e) {
            return new Result.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Result answered(Ticket ticket, String request, Asked person) {
        return new Result.Answered(
                ticket.purpose() == Ticket.Purpose.ALLOW
                        ? answers.approve(ticket.tenant(), request, person.email(), Optional.empty(), Optional.empty())
                        : answers.deny(ticket.tenant(), request, person.email()));
    }

    private Result open(Ticket ticket, String request, Asked person) {
        Optional<Approval> theirs = approvals
                .approval(ticket.tenant(), request)
                .filter(known -> known.decidedBy().equals(Optional.of(person.email())));
        return theirs.isPresent()
                ? new Result.Answered(theirs.get())
                : new Result.Open(answers.answerable(ticket.tenant(), request, person.email()), person);
    }
}
