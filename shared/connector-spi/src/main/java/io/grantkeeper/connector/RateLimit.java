package io.grantkeeper.connector;

import java.time.Duration;

/**
 * A limit that the provider puts on the whole account.
 *
 * @param capacity how many calls fit into {@code per}; units, where the provider weighs its calls. No call weighs more
 *     than what comes free in a second
 */
public record RateLimit(String name, int capacity, Duration per) {
    public RateLimit {
        if (capacity < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException(
                    "rate limit '%s' needs a capacity and a period over zero".formatted(name));
        }
    }
}
