package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.intent.DocumentLocation;
import java.util.Locale;
import java.util.Optional;

/**
 * A warning about policies whose rules probably do not mean what their authors intended.
 *
 * @param other the position of another rule that contributes to the problem, if any
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
        /** The set of policies does not permit any request. */
        DENIES_EVERYTHING,
        /** Two policies disagree about the same request. */
        DISAGREE;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
