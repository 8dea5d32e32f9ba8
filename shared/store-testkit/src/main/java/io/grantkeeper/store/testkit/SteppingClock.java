package io.grantkeeper.store.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to go on. */
public final class SteppingClock extends Clock {
    private Instant now;

    public SteppingClock(Instant start) {
        now = start;
    }

    public synchronized void step(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Instants have no zone: the same clock. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
