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
 * the twenty requests it may hold, any other call as three units, its worst case here. The budgets are for half a second:
 * after a rest, a budget of ten seconds would let twice the quota through in Graph's ten.
 */
enum TenantSize {
    /** Up to 50 users. */
    SMALL(7, 8),
    MEDIUM(11, 6),
    /** More than 500 users. */
    LARGE(18, 6);

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

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
                        new RateLimit(size.directory(), size.calls, HALF_A_SECOND),
                        new RateLimit(size.batches(), size.batches, HALF_A_SECOND)))
                .toList();
    }
}
