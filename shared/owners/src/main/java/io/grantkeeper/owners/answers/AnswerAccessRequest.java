package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.approval.UnanswerableRequestException;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.ApprovalStore;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Handles an owner's answer to an agent's access request. The question determines who may answer: once it has been
 * passed on, only the next person may answer.
 */
public final class AnswerAccessRequest {
    private final QuestionStore questions;
    private final ApprovalStore approvals;
    private final AnswerAccessRequests answers;

    public AnswerAccessRequest(QuestionStore questions, ApprovalStore approvals, AnswerAccessRequests answers) {
        this.questions = questions;
        this.approvals = approvals;
        this.answers = answers;
    }

    /** The result of an answer, or of opening the page that asks for one. */
    public sealed interface Result {
        /** The request is waiting for this person's answer. */
        record Open(AccessApproval request, QuestionRecipient person) implements Result {}

        /** This person has answered the request, now or earlier. */
        record Answered(AccessApproval request) implements Result {}

        /**
         * Nothing was changed.
         *
         * @param why the reason, one sentence
         */
        record Refused(String why) implements Result {}
    }

    /**
     * Checks whether a person can answer the request, without changing anything.
     *
     * @param who tests whether a recipient of the question is this person
     */
    public Result check(AnswerTicket ticket, Predicate<QuestionRecipient> who) {
        return of(
                ticket.tenant(),
                ticket.about(),
                ticket.purpose(),
                ticket.request().orElse(""),
                who,
                false);
    }

    /**
     * Allows or refuses the request, depending on the ticket's purpose.
     *
     * @param who tests whether a recipient of the question is the person who answers
     */
    public Result submit(AnswerTicket ticket, Predicate<QuestionRecipient> who) {
        return of(
                ticket.tenant(),
                ticket.about(),
                ticket.purpose(),
                ticket.request().orElse(""),
                who,
                true);
    }

    /**
     * Allows or refuses the request.
     *
     * @param question the id of the question that the person was asked
     * @param who tests whether a recipient of the question is the person who answers
     */
    public Result submit(
            TenantId tenant, String question, AccessRequestOption option, Predicate<QuestionRecipient> who) {
        return of(tenant, question, option.purpose(), option.request(), who, true);
    }

    private Result of(
            TenantId tenant,
            String asked,
            AnswerTicket.Purpose purpose,
            String request,
            Predicate<QuestionRecipient> who,
            boolean give) {
        Optional<QuestionRecipient> recipient = questions
                .find(tenant, asked)
                .filter(known -> known.findings().contains(AccessRequestFindings.key(request)))
                .flatMap(known -> known.asked().reversed().stream().filter(who).findFirst());
        if (recipient.isEmpty()) {
            return new Result.Refused("this question was sent to someone else, so only that person can answer it");
        }
        QuestionRecipient person = recipient.get();
        if (!person.isWaitedFor()) {
            return new Result.Refused("you passed this question on, so only the next person can answer it");
        }
        try {
            return give ? answered(tenant, purpose, request, person) : open(tenant, request, person);
        } catch (UnanswerableRequestException e) {
            return new Result.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Result answered(TenantId tenant, AnswerTicket.Purpose purpose, String request, QuestionRecipient person) {
        return new Result.Answered(
                purpose == AnswerTicket.Purpose.ALLOW
                        ? answers.approve(tenant, request, person.email(), Optional.empty(), Optional.empty())
                        : answers.deny(tenant, request, person.email()));
    }

    private Result open(TenantId tenant, String request, QuestionRecipient person) {
        Optional<AccessApproval> theirs = approvals
                .approval(tenant, request)
                .filter(known -> known.decidedBy().equals(Optional.of(person.email())));
        return theirs.isPresent()
                ? new Result.Answered(theirs.get())
                : new Result.Open(answers.answerable(tenant, request, person.email()), person);
    }
}
