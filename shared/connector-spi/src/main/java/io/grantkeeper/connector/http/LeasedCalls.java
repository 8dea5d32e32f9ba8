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

/**
 * Calls leased from the shared budget and not made yet. Never waits: who gets none is told for how long.
 *
 * <p>They are counted in units, of which most providers take one a call. What is left of a lease goes into the next call
 * that takes more than that.
 */
final class LeasedCalls {
    /**
     * What is held of one limit.
     *
     * @param leased how many units the last lease was for
     * @param left how many of them are not made yet
     * @param lapses when those are lost
     */
    private record Held(int leased, int left, Instant lapses, Instant blockedUntil) {}

    /** Of a roomy limit the first lease is this part: few calls, which a worker that starts makes anyway. */
    private static final int FIRST_PART = 1_000;

    private final RateBudget budget;
    private final Clock clock;
    private final int callsPerLease;
    private final Map<String, Held> held = new HashMap<>();

    LeasedCalls(RateBudget budget, Clock clock, int callsPerLease) {
        this.budget = budget;
        this.clock = clock;
        this.callsPerLease = callsPerLease;
    }

    /**
     * Takes one call.
     *
     * @param units how many it is weighed as: at most as many as come free in a second, or one
     */
    synchronized void take(RateLimit limit, int units) throws ConnectorException {
        Instant now = clock.instant();
        int first = Math.max(units, limit.capacity() / FIRST_PART);
        Held mine = held.getOrDefault(limit.name(), new Held(first, 0, Instant.MIN, Instant.MIN));
        if (now.isBefore(mine.blockedUntil)) {
            throw new ConnectorException(new RateLimited(Duration.between(now, mine.blockedUntil), limit.name()));
        }
        int left = now.isBefore(mine.lapses) ? mine.left : 0;
        if (left >= units) {
            held.put(limit.name(), new Held(mine.leased, left - units, mine.lapses, mine.blockedUntil));
            return;
        }
        RateBudget.Lease lease = budget.lease(limit, Math.max(units - left, wanted(limit, mine, now, units)));
        if (left + lease.granted() < units) {
            held.put(limit.name(), new Held(mine.leased, 0, Instant.MIN, now.plus(lease.retryAfter())));
            throw new ConnectorException(new RateLimited(lease.retryAfter(), limit.name()));
        }
        Instant lapses = now.plus(CallWindow.mayBeHeld(limit.per()));
        held.put(limit.name(), new Held(lease.granted(), left + lease.granted() - units, lapses, Instant.MIN));
    }

    /**
     * One call's worth at first, or {@link #FIRST_PART}: many workers may need but one of a limit, such as a token each. Then
     * as many as were made of the last lease before it lapsed, for what lapses is lost to all; twice as many where all
     * were made with time to spare. A tenth of the limit at most, so that one worker cannot sit on a small limit that
     * others wait for.
     */
    private int wanted(RateLimit limit, Held mine, Instant now, int units) {
        int most = Math.clamp(limit.capacity() / 10, 1, callsPerLease * units);
        Duration toSpare = CallWindow.mayBeHeld(limit.per()).dividedBy(2);
        boolean early = mine.left < units && now.plus(toSpare).isBefore(mine.lapses);
        return Math.clamp(early ? 2L * mine.leased : mine.leased - mine.left, 1, most);
    }

    /** The provider said to stop. What is held is void. */
    synchronized void block(RateLimit limit, Duration forThatLong) {
        Instant until = clock.instant().plus(forThatLong);
        held.put(limit.name(), new Held(1, 0, Instant.MIN, until));
        budget.block(limit, until);
    }
}
