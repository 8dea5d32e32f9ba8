package io.grantkeeper.identity.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a question.
 *
 * @param type why the question was closed
 * @param answer the person's answer or, if nobody answered, the action that the campaign takes; empty if there is
 *     neither
 * @param by the email address of the person who answered; empty if nobody did
 * @param through where the answer came from or what closed the question: {@code slack}, {@code email}, {@code review},
 *     {@code cli} or {@code clock}
 * @param until the end of the acceptance; empty unless the answer is {@link OwnerAnswer#KEEP}
 * @param state the digest of the identity's access to which the outcome applies; an empty string if the question is
 *     obsolete
 * @param settledAt when all resulting actions were complete; empty while some remain
 * @param results the actions completed so far, one sentence each
 */
public record QuestionOutcome(
        Type type,
        Optional<OwnerAnswer> answer,
        Optional<String> by,
        String through,
        Instant at,
        Optional<Instant> until,
        String state,
        Optional<Instant> settledAt,
        List<String> results) {
    /** The reason why a question was closed. */
    public enum Type {
        /** A person answered. */
        ANSWERED,
        /** Nobody answered in time, which is not an approval. */
        UNANSWERED,
        /** The question no longer needs an answer, because its subject no longer exists. */
        OBSOLETE
    }

    public QuestionOutcome {
        results = List.copyOf(results);
    }

    public static QuestionOutcome answered(
            OwnerAnswer answer, String by, String through, Instant at, Optional<Instant> until, String state) {
        return new QuestionOutcome(
                Type.ANSWERED,
                Optional.of(answer),
                Optional.of(by),
                through,
                at,
                until,
                state,
                Optional.empty(),
                List.of());
    }

    /**
     * Returns the outcome of a question that nobody answered.
     *
     * @param doing the action that is taken without an answer; empty if the identity is only flagged
     */
    public static QuestionOutcome unanswered(Optional<OwnerAnswer> doing, Instant at, String state) {
        return new QuestionOutcome(
                Type.UNANSWERED,
                doing,
                Optional.empty(),
                "clock",
                at,
                Optional.empty(),
                state,
                Optional.empty(),
                List.of());
    }

    public static QuestionOutcome obsolete(Instant at) {
        return new QuestionOutcome(
                Type.OBSOLETE,
                Optional.empty(),
                Optional.empty(),
                "clock",
                at,
                Optional.empty(),
                "",
                Optional.of(at),
                List.of());
    }

    /**
     * Returns a copy of this outcome with the results so far, for use while the remaining actions wait for the
     * provider's rate limit.
     */
    public QuestionOutcome withPartialResults(List<String> soFar) {
        return new QuestionOutcome(type, answer, by, through, at, until, state, Optional.empty(), soFar);
    }

    public QuestionOutcome settled(Instant when, List<String> newResults) {
        return new QuestionOutcome(type, answer, by, through, at, until, state, Optional.of(when), newResults);
    }
}
