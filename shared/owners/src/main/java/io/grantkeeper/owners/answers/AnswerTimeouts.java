package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long answers are valid, and when to check whether they had the intended effect.
 *
 * @param keepFor the time after which a person who answered "keep" is asked again
 * @param reduceWithin the time after which the question is asked again if nothing was reduced
 * @param revokeWithin the time after which the question is asked again if the identity still has access
 */
public record AnswerTimeouts(Duration keepFor, Duration reduceWithin, Duration revokeWithin) {
    public static AnswerTimeouts standard() {
        return new AnswerTimeouts(Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(1));
    }

    public Optional<Instant> until(OwnerAnswer answer, Instant now) {
        return answer == OwnerAnswer.KEEP ? Optional.of(now.plus(keepFor)) : Optional.empty();
    }

    /** Returns when to check whether an answer had the intended effect; empty if there is nothing to check. */
    Optional<Instant> followUp(QuestionOutcome end) {
        return end.answer().flatMap(answer -> switch (answer) {
            case KEEP -> end.until();
            case REDUCE -> Optional.of(end.at().plus(reduceWithin));
            case REVOKE -> Optional.of(end.at().plus(revokeWithin));
            case NOT_MINE -> Optional.empty();
        });
    }
}
