package io.grantkeeper.policy.ladder;

import java.time.Instant;

/**
 * An action that a policy blocked or would have blocked.
 *
 * @param decision the ID of the recorded decision
 * @param subject who attempted the action
 * @param action the attempted action, its resource type and resource ID, for example {@code send mail report-7}
 * @param reason the policy's reason in plain words
 * @param answer what people answered when asked about the block
 */
public record BlockedAction(String decision, Instant at, String subject, String action, String reason, Answer answer) {
    /** People's answers when asked about the block. */
    public enum Answer {
        NOT_ASKED,
        /** People were asked but have not answered, so the block counts neither as justified nor as wrong. */
        OPEN,
        /** People allowed the action, so the block was wrong. */
        WRONG,
        RIGHT
    }
}
