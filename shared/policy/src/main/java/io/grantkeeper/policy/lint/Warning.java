package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.intent.Place;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that policies say and probably do not mean.
 *
 * @param other the other rule that it is about
 * @param example that shows it
 */
public record Warning(Kind kind, Place place, Optional<Place> other, String message, Example example) {
    /** What sort of thing it is. */
    public enum Kind {
        /** A rule that no request can meet. */
        NEVER_TRUE,
        /** A rule that changes nothing, since another holds wherever it does. */
        SHADOWED,
        /** Nothing is ever permitted. */
        DENIES_EVERYTHING,
        /** Two policies want different things of the same request. */
        DISAGREE;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
