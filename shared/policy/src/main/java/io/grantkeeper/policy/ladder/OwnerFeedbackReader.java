package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.RecordedDecision;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds people's answers about blocked actions. People answer by approving or denying an access request for exactly the
 * blocked action, or by answering the owner's alert about that request with "reduce" or "revoke". The answer "keep"
 * says nothing about a single action.
 *
 * <p>Use one instance for only one evaluation of the policies, because it caches what it has read.
 */
public final class OwnerFeedbackReader implements BlockedActionFeedback {
    /** The prefix of the keys of findings about access requests. The rest of the key is the request's ID. */
    private static final String REQUEST = "access-requested/";

    /**
     * Orders access requests for the same action so that the last one is the one to use: answered requests come after
     * open ones, and later requests after earlier ones.
     */
    private static final Comparator<AccessApproval> REPORTED = Comparator.comparing(
                    (AccessApproval approval) -> Asked.of(approval).answer() != BlockedAction.Answer.OPEN)
            .thenComparing(AccessApproval::requestedAt);

    private final ApprovalStore approvals;
    private final QuestionStore questions;
    private final Map<String, Optional<Asked>> known = new HashMap<>();

    public OwnerFeedbackReader(ApprovalStore approvals, QuestionStore questions) {
        this.approvals = approvals;
        this.questions = questions;
    }

    @Override
    public Optional<Asked> find(TenantId tenant, RecordedDecision decision) {
        return decision.binding()
                .flatMap(binding -> known.computeIfAbsent(
                        tenant + "/" + binding, _ -> findRequest(tenant, binding, decision.subject())));
    }

    private Optional<Asked> findRequest(TenantId tenant, String binding, SubjectFacts subject) {
        return approvals.boundTo(tenant, binding).stream().max(REPORTED).map(approval -> switch (Asked.of(approval)) {
            case Asked(var id, var answer)
            when answer == BlockedAction.Answer.OPEN -> new Asked(id, ownerAnswer(tenant, id, subject));
            case Asked answered -> answered;
        });
    }

    private BlockedAction.Answer ownerAnswer(TenantId tenant, String request, SubjectFacts subject) {
        boolean refused = identity(subject).stream()
                .flatMap(identity -> questions.byIdentity(tenant, identity).stream())
                .filter(question -> question.findings().contains(REQUEST + request))
                .anyMatch(OwnerFeedbackReader::isRefusal);
        return refused ? BlockedAction.Answer.RIGHT : BlockedAction.Answer.OPEN;
    }

    private static boolean isRefusal(OwnerQuestion question) {
        return question.conclusion()
                .filter(end -> end.by().isPresent())
                .flatMap(end -> end.answer())
                .filter(List.of(OwnerAnswer.REDUCE, OwnerAnswer.REVOKE, OwnerAnswer.BLOCK)::contains)
                .isPresent();
    }

    private static Optional<IdentityId> identity(SubjectFacts subject) {
        return subject instanceof SubjectFacts.Known known ? Optional.of(known.id()) : Optional.empty();
    }
}
