package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Calls leased from the shared budget and not made yet. Never waits: who gets none is told for how long. */
final class LeasedCalls {
    /** What is held of one limit; held calls lapse with the limit's period. */
    private record Held(int calls, Instant lapses, Instant blockedUntil) {}

    private static final Held NONE = new Held(0, Instant.MIN, Instant.MIN);

    private final RateBudget budget;
    private final Clock clock;
    private final int callsPerLease;
    private final Map<String, Held> held = new HashMap<>();

    LeasedCalls(RateBudget budget, Clock clock, int callsPerLease) {
        this.budget = budget;
        this.clock = clock;
        this.callsPerLease = callsPerLease;
    }

    /** Takes one call. */
    synchronized void take(RateLimit limit) throws ConnectorException {
        Instant now = clock.instant();
        Held mine = held.getOrDefault(limit.name(), NONE);
        if (now.isBefore(mine.blockedUntil)) {
            throw new ConnectorException(new RateLimited(Duration.between(now, mine.blockedUntil), limit.name()));
        }
        if (mine.calls > 0 && now.isBefore(mine.lapses)) {
            held.put(limit.name(), new Held(mine.calls - 1, mine.lapses, mine.blockedUntil));
            return;
        }
        // A tenth at most, so that one worker cannot sit on a small limit that others wait for.
        int wanted = Math.clamp(limit.capacity() / 10, 1, callsPerLease);
        RateBudget.Lease lease = budget.lease(limit, wanted);
        if (lease.granted() < 1) {
            throw new ConnectorException(new RateLimited(lease.retryAfter(), limit.name()));
        }
        held.put(limit.name(), new Held(lease.granted() - 1, now.plus(limit.per()), Instant.MIN));
    }

    /** The provider said to stop. What is held is void. */
    synchronized void block(RateLimit limit, Duration forThatLong) {
        Instant until = clock.instant().plus(forThatLong);
        held.put(limit.name(), new Held(0, Instant.MIN, until));
        budget.block(limit, until);
    }
}
