package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.RecordedDecision;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people said, where they said it: by allowing or refusing a request for exactly what was blocked, or by answering
 * the message that told the owner of that request with "reduce" or "revoke". "Keep" says nothing of one action.
 *
 * <p>Lives as long as one review: what was read once is not read again.
 */
public final class PeopleAnswers implements Answers {
    /** Under this key the owner's message has a request for access. */
    private static final String REQUEST = "access-requested/";

    /** What was answered speaks before what is open, what is later before what is earlier. */
    private static final Comparator<Approval> TELLING = Comparator.comparing(
                    (Approval approval) -> Asked.of(approval).answer() != BlockedAction.Answer.OPEN)
            .thenComparing(Approval::requestedAt);

    private final ApprovalStore approvals;
    private final QuestionStore questions;
    private final Map<String, Optional<Asked>> known = new HashMap<>();

    public PeopleAnswers(ApprovalStore approvals, QuestionStore questions) {
        this.approvals = approvals;
        this.questions = questions;
    }

    @Override
    public Optional<Asked> about(TenantId tenant, RecordedDecision decision) {
        return decision.binding()
                .flatMap(binding ->
                        known.computeIfAbsent(tenant + "/" + binding, _ -> asked(tenant, binding, decision.subject())));
    }

    private Optional<Asked> asked(TenantId tenant, String binding, SubjectFacts subject) {
        return approvals.boundTo(tenant, binding).stream().max(TELLING).map(approval -> switch (Asked.of(approval)) {
            case Asked(var id, var answer)
            when answer == BlockedAction.Answer.OPEN -> new Asked(id, ownerSays(tenant, id, subject));
            case Asked answered -> answered;
        });
    }

    private BlockedAction.Answer ownerSays(TenantId tenant, String request, SubjectFacts subject) {
        boolean refused = identity(subject).stream()
                .flatMap(identity -> questions.of(tenant, identity).stream())
                .filter(question -> question.findings().contains(REQUEST + request))
                .anyMatch(PeopleAnswers::refuses);
        return refused ? BlockedAction.Answer.RIGHT : BlockedAction.Answer.OPEN;
    }

    private static boolean refuses(Question question) {
        return question.conclusion()
                .filter(end -> end.by().isPresent())
                .flatMap(end -> end.answer())
                .filter(List.of(Answer.REDUCE, Answer.REVOKE)::contains)
                .isPresent();
    }

    private static Optional<IdentityId> identity(SubjectFacts subject) {
        return subject instanceof SubjectFacts.Known known ? Optional.of(known.id()) : Optional.empty();
    }
}
