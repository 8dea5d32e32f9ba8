package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.intent.DocumentLocation;
import java.util.Locale;
import java.util.Optional;

/**
 * A warning about policies whose rules probably do not mean what their authors intended.
 *
 * @param other the position of the other rule involved, if any
 * @param example a request that demonstrates the problem
 */
public record LintWarning(
        Kind kind, DocumentLocation place, Optional<DocumentLocation> other, String message, LintExample example) {
    /** The kind of warning. */
    public enum Kind {
        /** No request can meet the rule's conditions. */
        NEVER_TRUE,
        /** The rule changes nothing, because whenever it applies, another rule applies as well. */
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
