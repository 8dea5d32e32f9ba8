package io.grantkeeper.answers;

import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Conclusion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long answers hold, and when somebody looks whether what was wanted has happened.
 *
 * @param keepFor after that, whoever said "keep" is asked again
 * @param reduceWithin after that it is asked again where nothing was reduced
 * @param revokeWithin after that it is asked again where something is still held
 */
public record AnswerSettings(Duration keepFor, Duration reduceWithin, Duration revokeWithin) {
    public static AnswerSettings standard() {
        return new AnswerSettings(Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(1));
    }

    Optional<Instant> until(Answer answer, Instant now) {
        return answer == Answer.KEEP ? Optional.of(now.plus(keepFor)) : Optional.empty();
    }

    /** When to look again after an ending; empty where nothing can follow. */
    Optional<Instant> followUp(Conclusion end) {
        return end.answer().flatMap(answer -> switch (answer) {
            case KEEP -> end.until();
            case REDUCE -> Optional.of(end.at().plus(reduceWithin));
            case REVOKE -> Optional.of(end.at().plus(revokeWithin));
            case NOT_MINE -> Optional.empty();
        });
    }
}
