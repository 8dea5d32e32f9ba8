package io.grantkeeper.functions.runtime;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A reference to one ledger key in an environment variable, for example {@code alias/ledger}, or with a validity period
 * {@code alias/ledger@2026-01-01T00:00:00Z/2027-02-01T00:00:00Z}. Both the start and the end of the period are
 * optional.
 *
 * @param key the ID, ARN or alias of the key in KMS, or {@code folder:/path} for keys in files
 */
record LedgerKeyReference(String key, Optional<Instant> from, Optional<Instant> until) {
    private static final String FOLDER = "folder:";

    /**
     * Parses a list of references, separated by commas.
     *
     * @throws IllegalStateException if a reference is invalid; the message names it and describes the valid format
     */
    static List<LedgerKeyReference> parseAll(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(LedgerKeyReference::parse)
                .toList();
    }

    private static LedgerKeyReference parse(String text) {
        String[] parts = text.split("@", 2);
        String[] times = (parts.length == 1 ? "/" : parts[1]).split("/", -1);
        try {
            if (!parts[0].isEmpty() && times.length == 2) {
                return new LedgerKeyReference(parts[0], instant(times[0]), instant(times[1]));
            }
        } catch (DateTimeException _) {
            // reported below
        }
        throw new IllegalStateException(
                "GRANTKEEPER_LEDGER_KEYS: '%s' must look like alias/ledger, or alias/ledger@FROM/UNTIL with instants such as 2027-01-01T00:00:00Z"
                        .formatted(text));
    }

    private static Optional<Instant> instant(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    Optional<String> folder() {
        return key.startsWith(FOLDER) ? Optional.of(key.substring(FOLDER.length())) : Optional.empty();
    }
}
