package io.grantkeeper.connector;

import java.time.Duration;

/**
 * A rate limit that the provider applies to the whole account.
 *
 * @param capacity the number of calls that the provider allows in each {@code per}; if the provider weighs calls, the
 *     number of units. A single call never costs more units than become available in one second
 */
public record RateLimit(String name, int capacity, Duration per) {
    public RateLimit {
        if (capacity < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException(
                    "rate limit '%s' needs a capacity and a period greater than zero".formatted(name));
        }
    }
}
