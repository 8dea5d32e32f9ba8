package io.grantkeeper.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A point in time that is known, known not to exist, or unknown. "Never used" and "no information about use" lead to
 * opposite decisions, so they are different values.
 */
public sealed interface Timestamp {
    /** A known instant in the past or future. */
    record At(Instant instant) implements Timestamp {
        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** An instant that is known not to exist: never used, never rotated, does not expire. */
    record Never() implements Timestamp {
        @Override
        public String toString() {
            return "never";
        }
    }

    /** An instant that is unknown, because no evidence so far states it. */
    record Unknown() implements Timestamp {
        @Override
        public String toString() {
            return "unknown";
        }
    }

    static Timestamp at(Instant instant) {
        return new At(instant);
    }

    static Timestamp never() {
        return new Never();
    }

    static Timestamp unknown() {
        return new Unknown();
    }

    /** Returns the instant; empty if there is none or it is unknown. */
    default Optional<Instant> toOptional() {
        return this instanceof At(Instant instant) ? Optional.of(instant) : Optional.empty();
    }

    default boolean isKnown() {
        return !(this instanceof Unknown);
    }

    /**
     * Returns the later of two timestamps. A known instant takes precedence over "never", which takes precedence over
     * "unknown".
     */
    static Timestamp latest(Timestamp first, Timestamp second) {
        return switch (first) {
            case At(Instant one) ->
                switch (second) {
                    case At(Instant two) -> two.isAfter(one) ? second : first;
                    case Never _, Unknown _ -> first;
                };
            case Never _ -> second instanceof Unknown ? first : second;
            case Unknown _ -> second;
        };
    }

    /**
     * Parses the text form: an ISO 8601 instant, {@code never} or {@code unknown}.
     *
     * @throws java.time.format.DateTimeParseException for any other text
     */
    static Timestamp parse(String text) {
        return switch (text) {
            case "never" -> never();
            case "unknown" -> unknown();
            default -> at(Instant.parse(text));
        };
    }
}
