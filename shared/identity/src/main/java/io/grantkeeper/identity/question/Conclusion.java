package io.grantkeeper.identity.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a question ended.
 *
 * @param type who or what ended it
 * @param answer what was said, or what the campaign has done where nobody answered; empty where nothing is done
 * @param by e-mail address of who said it; empty where nobody did
 * @param through {@code slack}, {@code email}, {@code review}, {@code cli} or {@code clock}
 * @param until for {@link Answer#KEEP}: until when it is accepted
 * @param state digest of what the identity held when it was said
 * @param settledAt when all that follows from it was done; empty while something is left
 * @param results what was done so far, one sentence each
 */
public record Conclusion(
        Type type,
        Optional<Answer> answer,
        Optional<String> by,
        String through,
        Instant at,
        Optional<Instant> until,
        String state,
        Optional<Instant> settledAt,
        List<String> results) {
    /** Who or what ended a question. */
    public enum Type {
        /** A person answered. */
        ANSWERED,
        /** Nobody did, and the time was up. That is no approval. */
        UNANSWERED,
        /** What it was about is no longer so. */
        OBSOLETE
    }

    public Conclusion {
        results = List.copyOf(results);
    }

    public static Conclusion answered(
            Answer answer, String by, String through, Instant at, Optional<Instant> until, String state) {
        return new Conclusion(
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

    /** @param doing what is done instead of an answer; empty where it is only flagged */
    public static Conclusion unanswered(Optional<Answer> doing, Instant at, String state) {
        return new Conclusion(
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

    public static Conclusion obsolete(Instant at) {
        return new Conclusion(
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

    /** With what was done so far: the rest waits for the provider's limit. */
    public Conclusion goingOn(List<String> soFar) {
        return new Conclusion(type, answer, by, through, at, until, state, Optional.empty(), soFar);
    }

    public Conclusion settled(Instant when, List<String> newResults) {
        return new Conclusion(type, answer, by, through, at, until, state, Optional.of(when), newResults);
    }
}
