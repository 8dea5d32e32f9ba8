package io.grantkeeper.connector;

import java.time.Duration;

/**
 * A rate limit that the provider applies to the whole account.
 *
 * @param capacity how many calls the provider allows in each {@code per}, or how many units if the provider
 *         weighs calls. A single call never costs more units than become available in one second
 */
public record RateLimit(String name, int capacity, Duration per) {
    public RateLimit {
        if (capacity < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException(
                    "rate limit '%s' needs a capacity and a period greater than zero".formatted(name));
        }
    }
}
