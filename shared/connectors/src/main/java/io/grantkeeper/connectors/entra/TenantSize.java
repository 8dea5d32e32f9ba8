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
 *
 * <p>A rested budget lets its capacity through at once and refills meanwhile, so both together stay within Graph's ten
 * seconds; and its capacity is more than a page of any stream usually needs, since a page that stops starts again.
 */
enum TenantSize {
    /** Up to 50 users. */
    SMALL(30, Duration.ofMillis(2_300), 20, Duration.ofMillis(2_500)),
    MEDIUM(30, Duration.ofMillis(1_500), 20, Duration.ofMillis(1_800)),
    /** More than 500 users. */
    LARGE(36, Duration.ofMillis(1_030), 13, Duration.ofMillis(1_625));

    private final int batches;
    private final Duration batchesPer;
    private final int calls;
    private final Duration callsPer;

    TenantSize(int batches, Duration batchesPer, int calls, Duration callsPer) {
        this.batches = batches;
        this.batchesPer = batchesPer;
        this.calls = calls;
        this.callsPer = callsPer;
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
                        new RateLimit(size.directory(), size.calls, size.callsPer),
                        new RateLimit(size.batches(), size.batches, size.batchesPer)))
                .toList();
    }
}
