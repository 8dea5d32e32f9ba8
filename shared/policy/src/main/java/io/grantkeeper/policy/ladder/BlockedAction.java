package io.grantkeeper.policy.ladder;

import java.time.Instant;

/**
 * One action that a policy stood in the way of, or would have.
 *
 * @param decision id of the recorded decision
 * @param subject who wanted it
 * @param action what was wanted, for example {@code send mail "quarterly report"}: action, type and id of the resource
 * @param reason the policy's, in plain words
 * @param answer what people said of it
 */
public record BlockedAction(String decision, Instant at, String subject, String action, String reason, Answer answer) {
    /** What people said of a block. */
    public enum Answer {
        NOT_ASKED,
        /** Asked and not answered: neither right nor wrong. */
        OPEN,
        /** They let the action through: the block was false. */
        WRONG,
        RIGHT
    }
}
