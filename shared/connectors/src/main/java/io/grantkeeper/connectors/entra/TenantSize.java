package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How large Microsoft holds a tenant to be, which decides its quota for each app: 3,500, 5,000 or 8,000 resource units in
 * ten seconds (Graph, "Microsoft Graph service-specific throttling limits", identity and access). {@link ResourceUnits}
 * says what a call takes of it.
 */
enum TenantSize {
    /** Up to 50 users. */
    SMALL(3_500),
    MEDIUM(5_000),
    /** More than 500 users. */
    LARGE(8_000);

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** Calls that are counted against {@link Limits#KEYS} take units as well: 25 of them, at most two each. */
    private static final int KEPT_FOR_KEYS = 50;

    private final int units;

    TenantSize(int units) {
        this.units = units;
    }

    static Optional<TenantSize> named(String name) {
        return Arrays.stream(values())
                .filter(size -> size.word().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The limit that reads of the directory count against, by themselves or in a batch. */
    String directory() {
        return "directory-" + word();
    }

    static List<RateLimit> limits() {
        return Arrays.stream(values())
                .map(size -> new RateLimit(size.directory(), size.units - KEPT_FOR_KEYS, WINDOW))
                .toList();
    }
}
