package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.question.QuestionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The periods for which answers are valid, and after which their effect is checked.
 *
 * @param keepFor the time after which a person who answered "keep" is asked again
 * @param reduceWithin the time after which the question is asked again if nothing was reduced
 * @param revokeWithin the time after which the question is asked again if the identity still has access
 */
public record AnswerTimeouts(Duration keepFor, Duration reduceWithin, Duration revokeWithin) {
    public static AnswerTimeouts standard() {
        return new AnswerTimeouts(Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(1));
    }

    /** Returns when an approval that is given now ends, regardless of what ends earlier. */
    public Instant approvalEnd(Instant now) {
        return now.plus(keepFor);
    }

    /** Returns when to check whether an answer had the intended effect; empty if there is nothing to check. */
    Optional<Instant> followUp(QuestionOutcome end) {
        return end.answer().flatMap(answer -> switch (answer) {
            case KEEP -> end.until();
            case REDUCE, TO_APPROVED -> Optional.of(end.at().plus(reduceWithin));
            case REVOKE, REMOVE_ADDED, BLOCK, DENY_REQUEST, APPROVE_REQUEST ->
                Optional.of(end.at().plus(revokeWithin));
            case NOT_MINE, NAME_OWNER, ASK_TO_BLOCK, WILL_ACT, ACCEPT, NOT_EXPECTED, OWN -> Optional.empty();
        });
    }
}
