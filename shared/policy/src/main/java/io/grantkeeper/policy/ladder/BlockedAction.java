package io.grantkeeper.policy.ladder;

import java.time.Instant;

/**
 * An action that a policy blocked or would have blocked.
 *
 * @param decision the ID of the recorded decision
 * @param subject who attempted the action
 * @param action the attempted action, for example {@code send mail "quarterly report"}: action, resource type and
 *     resource ID
 * @param reason the policy's reason in plain words
 * @param answer people's answer about the block
 */
public record BlockedAction(String decision, Instant at, String subject, String action, String reason, Answer answer) {
    /** People's answer about a block. */
    public enum Answer {
        NOT_ASKED,
        /** People were asked but have not answered, so the block counts neither as right nor as wrong. */
        OPEN,
        /** People allowed the action, so the block was wrong. */
        WRONG,
        RIGHT
    }
}
