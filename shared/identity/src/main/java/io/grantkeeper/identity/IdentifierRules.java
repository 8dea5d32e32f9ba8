package io.grantkeeper.identity;

import java.util.regex.Pattern;

/** The format of Grantkeeper's own identifiers. */
final class IdentifierRules {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private IdentifierRules() {}

    /**
     * Checks that a value is a lowercase code, as used for tenants, connections, providers and streams.
     *
     * @throws IllegalArgumentException if the value is not a code; the message states the field, the value and the
     *         accepted form
     */
    static void requireCode(String field, String value) {
        if (!CODE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s '%s' must be 1 to 63 characters of a-z, 0-9 and '-', starting with a letter or digit"
                            .formatted(field, value));
        }
    }
}
