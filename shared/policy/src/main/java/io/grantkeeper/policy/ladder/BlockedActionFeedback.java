package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.ladder.BlockedAction.Answer;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.RecordedDecision;
import java.util.Optional;

/** Provides people's answers about blocked actions. */
@FunctionalInterface
public interface BlockedActionFeedback {
    /**
     * Returns the question that people were asked about exactly this action, with their answer; empty if nobody
     * requested approval for it.
     */
    Optional<Asked> find(TenantId tenant, RecordedDecision decision);

    /**
     * The question that people were asked about a blocked action: whether to allow it. The question counts once, no
     * matter how many times the action was attempted.
     *
     * @param id the ID of the access request
     * @param answer the answer so far
     */
    record Asked(String id, Answer answer) {
        public static Asked of(AccessApproval approval) {
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
