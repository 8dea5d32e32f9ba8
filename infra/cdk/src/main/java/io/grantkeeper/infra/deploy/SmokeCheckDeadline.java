package io.grantkeeper.infra.deploy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time by which a check must end, with the clock that shows how much time is left. */
record SmokeCheckDeadline(Clock clock, Instant end) {
    static SmokeCheckDeadline in(Duration time, Clock clock) {
        return new SmokeCheckDeadline(clock, clock.instant().plus(time));
    }

    /** Returns the time that is left; zero if there is none. */
    Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return left().isZero();
    }

    /** Returns the time that is left, but no more than the given time. */
    Duration leftAtMost(Duration longest) {
        Duration left = left();
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /** Returns a deadline that is earlier by the given time, which remains for the steps that follow. */
    SmokeCheckDeadline leaving(Duration time) {
        return new SmokeCheckDeadline(clock, end.minus(time));
    }
}
