package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How large Microsoft holds a tenant to be, which decides its quota for each app: 3,500, 5,000 or 8,000 resource units in
 * ten seconds (Graph, "Microsoft Graph service-specific throttling limits", identity and access). A batch is counted as
 * the twenty requests it may hold, any other call as three units, its worst case here.
 */
enum TenantSize {
    /** Up to 50 users. */
    SMALL(150, 150),
    MEDIUM(220, 190),
    /** More than 500 users. */
    LARGE(360, 240);

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final int batches;
    private final int calls;

    TenantSize(int batches, int calls) {
        this.batches = batches;
        this.calls = calls;
    }

    static Optional<TenantSize> named(String name) {
        return Arrays.stream(values())
                .filter(size -> size.word().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The limit that single calls to the directory count against. */
    String directory() {
        return "directory-" + word();
    }

    /** The limit that batches count against. */
    String batches() {
        return "batches-" + word();
    }

    static List<RateLimit> limits() {
        return Arrays.stream(values())
                .flatMap(size -> Stream.of(
                        new RateLimit(size.directory(), size.calls, WINDOW),
                        new RateLimit(size.batches(), size.batches, WINDOW)))
                .toList();
    }
}
