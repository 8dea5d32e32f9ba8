package io.grantkeeper.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A point in time that may be known, known not to exist, or unknown. "Never used" and "nobody can tell when it was
 * used" lead to opposite decisions, so they are different values.
 */
public sealed interface Moment {
    /** It happened, or will happen, at this instant. */
    record At(Instant instant) implements Moment {
        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** It is known that there is no such instant: never used, does not expire, was never rotated. */
    record Never() implements Moment {
        @Override
        public String toString() {
            return "never";
        }
    }

    /** Nothing that was read so far tells. */
    record Unknown() implements Moment {
        @Override
        public String toString() {
            return "unknown";
        }
    }

    static Moment at(Instant instant) {
        return new At(instant);
    }

    static Moment never() {
        return new Never();
    }

    static Moment unknown() {
        return new Unknown();
    }

    /** The instant, where there is one and it is known. */
    default Optional<Instant> toOptional() {
        return this instanceof At(Instant instant) ? Optional.of(instant) : Optional.empty();
    }

    default boolean isKnown() {
        return !(this instanceof Unknown);
    }

    /** The later of two: a known instant wins over "never", which wins over "unknown". */
    static Moment latest(Moment first, Moment second) {
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
     * Reads the text form: an ISO-8601 instant, {@code never} or {@code unknown}.
     *
     * @throws java.time.format.DateTimeParseException for anything else
     */
    static Moment parse(String text) {
        return switch (text) {
            case "never" -> never();
            case "unknown" -> unknown();
            default -> at(Instant.parse(text));
        };
    }
}
