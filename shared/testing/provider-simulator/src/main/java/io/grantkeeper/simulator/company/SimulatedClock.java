package io.grantkeeper.simulator.company;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The company's clock. It is stopped or running, and it can be advanced at any time. */
public final class SimulatedClock extends Clock {

    private final Clock base;
    private final AtomicReference<Duration> offset;

    private SimulatedClock(Clock base, Duration offset) {
        this.base = base;
        this.offset = new AtomicReference<>(offset);
    }

    /** Returns a clock that is stopped until it is advanced. Quota windows do not refill while it is stopped. */
    public static SimulatedClock frozenAt(Instant start) {
        return new SimulatedClock(Clock.fixed(start, ZoneOffset.UTC), Duration.ZERO);
    }

    /** Returns a clock that starts at the given instant and runs in real time. */
    public static SimulatedClock runningFrom(Instant start) {
        Clock real = Clock.systemUTC();
        return new SimulatedClock(real, Duration.between(real.instant(), start));
    }

    /** Returns a clock that shows another clock's time, for benchmarks that control the time themselves. */
    public static SimulatedClock following(Clock other) {
        return new SimulatedClock(other, Duration.ZERO);
    }

    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("simulated time can only move forward; it cannot move by " + duration);
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

    /** Returns this clock for any zone, because the simulation uses a single zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
