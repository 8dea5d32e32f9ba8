package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.ladder.BlockedAction.Answer;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.RecordedDecision;
import java.util.Optional;

/** What people said of blocks, as far as they were asked. */
@FunctionalInterface
public interface Answers {
    /** What became of the request for exactly what this decision was about; empty where nobody asked. */
    Optional<Asked> about(TenantId tenant, RecordedDecision decision);

    /**
     * One question to people. It counts once, however often the action was tried.
     *
     * @param id of the request for approval
     */
    record Asked(String id, Answer answer) {
        public static Asked of(Approval approval) {
            Answer answer =
                    switch (approval.state()) {
                        case APPROVED -> Answer.WRONG;
                        case DENIED -> Answer.RIGHT;
                        case PENDING, CANCELLED -> Answer.OPEN;
                    };
            return new Asked(approval.id(), answer);
        }
    }
}
