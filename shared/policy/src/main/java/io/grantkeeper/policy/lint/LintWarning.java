package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.intent.DocumentLocation;
import java.util.Locale;
import java.util.Optional;

/**
 * A warning about something that policies say but probably do not mean.
 *
 * @param other the other rule involved
 * @param example a request that demonstrates it
 */
public record LintWarning(
        Kind kind, DocumentLocation place, Optional<DocumentLocation> other, String message, LintExample example) {
    /** The kind of warning. */
    public enum Kind {
        /** No request can meet the rule's conditions. */
        NEVER_TRUE,
        /** The rule changes nothing, because another one applies whenever it does. */
        SHADOWED,
        /** No request is ever permitted. */
        DENIES_EVERYTHING,
        /** Two policies disagree about the same request. */
        DISAGREE;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
