package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tenant's size class at Microsoft, which determines its quota per app: 3,500, 5,000 or 8,000 resource units in ten
 * seconds (Graph, "Microsoft Graph service-specific throttling limits", identity and access).
 * {@link GraphResourceUnits} calculates the cost of each call.
 */
enum EntraTenantSize {
    /** The size class for up to 50 users. */
    SMALL(3_500),
    MEDIUM(5_000),
    /** The size class for more than 500 users. */
    LARGE(8_000);

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /**
     * The units reserved for calls that count against {@link EntraRateLimits#KEYS}, because those calls also use
     * units: 25 calls of up to two units each.
     */
    private static final int KEPT_FOR_KEYS = 50;

    private final int units;

    EntraTenantSize(int units) {
        this.units = units;
    }

    static Optional<EntraTenantSize> named(String name) {
        return Arrays.stream(values())
                .filter(size -> size.settingValue().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String settingValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the name of the limit that directory reads count against, whether the reads are sent alone or in a batch.
     */
    String directoryLimit() {
        return "directory-" + settingValue();
    }

    static List<RateLimit> limits() {
        return Arrays.stream(values())
                .map(size -> new RateLimit(size.directoryLimit(), size.units - KEPT_FOR_KEYS, WINDOW))
                .toList();
    }
}
