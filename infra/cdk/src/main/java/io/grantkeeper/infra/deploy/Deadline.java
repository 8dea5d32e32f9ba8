package io.grantkeeper.infra.deploy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time by which a check must end, with the clock that shows how much time is left. */
record Deadline(Clock clock, Instant end) {
    static Deadline in(Duration time, Clock clock) {
        return new Deadline(clock, clock.instant().plus(time));
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
    Deadline leaving(Duration time) {
        return new Deadline(clock, end.minus(time));
    }
}
