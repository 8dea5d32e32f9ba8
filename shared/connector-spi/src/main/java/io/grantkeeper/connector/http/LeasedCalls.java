package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.identity.store.CallWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Calls leased from the shared budget and not made yet. Never waits: who gets none is told for how long. */
final class LeasedCalls {
    /**
     * What is held of one limit.
     *
     * @param leased how many calls the last lease was for
     * @param left how many of them are not made yet
     * @param lapses when those are lost
     */
    private record Held(int leased, int left, Instant lapses, Instant blockedUntil) {}

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
        Held mine = held.getOrDefault(limit.name(), new Held(callsPerLease, 0, Instant.MIN, Instant.MIN));
        if (now.isBefore(mine.blockedUntil)) {
            throw new ConnectorException(new RateLimited(Duration.between(now, mine.blockedUntil), limit.name()));
        }
        if (mine.left > 0 && now.isBefore(mine.lapses)) {
            held.put(limit.name(), new Held(mine.leased, mine.left - 1, mine.lapses, mine.blockedUntil));
            return;
        }
        RateBudget.Lease lease = budget.lease(limit, wanted(limit, mine, now));
        if (lease.granted() < 1) {
            held.put(limit.name(), new Held(mine.leased, 0, Instant.MIN, now.plus(lease.retryAfter())));
            throw new ConnectorException(new RateLimited(lease.retryAfter(), limit.name()));
        }
        Instant lapses = now.plus(CallWindow.mayBeHeld(limit.per()));
        held.put(limit.name(), new Held(lease.granted(), lease.granted() - 1, lapses, Instant.MIN));
    }

    /**
     * As many as were made of the last lease before it lapsed, for what lapses is lost to all; twice as many where all
     * were made with time to spare. A tenth of the limit at most, so that one worker cannot sit on a small limit that
     * others wait for.
     */
    private int wanted(RateLimit limit, Held mine, Instant now) {
        int most = Math.clamp(limit.capacity() / 10, 1, callsPerLease);
        Duration toSpare = CallWindow.mayBeHeld(limit.per()).dividedBy(2);
        boolean early = mine.left == 0 && now.plus(toSpare).isBefore(mine.lapses);
        return Math.clamp(early ? 2L * mine.leased : mine.leased - mine.left, 1, most);
    }

    /** The provider said to stop. What is held is void. */
    synchronized void block(RateLimit limit, Duration forThatLong) {
        Instant until = clock.instant().plus(forThatLong);
        held.put(limit.name(), new Held(1, 0, Instant.MIN, until));
        budget.block(limit, until);
    }
}
