package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;

/** Past times for seeding a tenant. Each is in a different minute, so that rows have a stable order. */
public final class SeedClock {
    private final Instant now;
    private int count;

    public SeedClock(Instant now) {
        this.now = now;
    }

    /**
     * Returns a time this many days ago.
     *
     * @param days may be negative, for a time in the future
     */
    public Instant daysAgo(int days) {
        count++;
        return now.minus(Duration.ofDays(days)).minusSeconds(60L * count);
    }

    /** Returns the number of times that have been created so far. */
    public int count() {
        return count;
    }
}
