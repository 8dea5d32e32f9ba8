package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;

/** Past times for seeding a tenant. Each is at another minute, so that rows have a stable order. */
public final class SeedClock {
    private final Instant now;
    private int count;

    public SeedClock(Instant now) {
        this.now = now;
    }

    /** @param days may be negative, for a time in the future */
    public Instant daysAgo(int days) {
        count++;
        return now.minus(Duration.ofDays(days)).minusSeconds(60L * count);
    }

    /** Returns the number of times so far. */
    public int count() {
        return count;
    }
}
