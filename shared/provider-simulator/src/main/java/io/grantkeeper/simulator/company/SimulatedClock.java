package io.grantkeeper.simulator.company;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The company's time: it stands still or runs, and it can be moved forward at any moment. */
public final class SimulatedClock extends Clock {

    private final Clock base;
    private final AtomicReference<Duration> offset;

    private SimulatedClock(Clock base, Duration offset) {
        this.base = base;
        this.offset = new AtomicReference<>(offset);
    }

    /** Stands still at the instant until moved: quota windows do not refill by waiting. */
    public static SimulatedClock frozenAt(Instant start) {
        return new SimulatedClock(Clock.fixed(start, ZoneOffset.UTC), Duration.ZERO);
    }

    /** Runs with real time, beginning at the instant. */
    public static SimulatedClock runningFrom(Instant start) {
        Clock real = Clock.systemUTC();
        return new SimulatedClock(real, Duration.between(real.instant(), start));
    }

    /** Shows another clock's time, for measurements that bring their own. */
    public static SimulatedClock following(Clock other) {
        return new SimulatedClock(other, Duration.ZERO);
    }

    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Simulated time only moves forward; got " + duration);
        }
        offset.accumulateAndGet(duration, Duration::plus);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Time is the same everywhere here; the zone is not kept. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
