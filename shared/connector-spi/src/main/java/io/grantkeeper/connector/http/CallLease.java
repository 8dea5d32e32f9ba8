package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.identity.store.RateBudgetState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls that were leased from the shared rate budget but have not been made yet. This class never waits: if no
 * lease is granted, the caller learns when to retry.
 *
 * <p>The budget counts units. Most providers charge one unit per call. If a call costs more units than the
 * lease has left, the remaining units count toward the call, and at least the missing units are leased.
 */
final class CallLease {
    /**
     * The lease on one limit.
     *
     * @param leased how many units the last lease granted
     * @param left how many of them are unused
     * @param lapses when the unused units are lost
     * @param blockedUntil when calls are possible again, if the limit is exhausted
     */
    private record LeaseState(int leased, int left, Instant lapses, Instant blockedUntil) {}

    /**
     * The divisor for the first lease on a large limit: the lease is the limit's capacity divided by this number. The
     * result is only a few calls, which every new worker makes anyway.
     */
    private static final int FIRST_PART = 1_000;

    /**
     * The maximum time between leasing a call and making it, in addition to the shared budget's own maximum. It is
     * short, so that every worker soon notices a pause that the provider demanded from another worker.
     */
    private static final Duration MAX_HELD = Duration.ofSeconds(5);

    private final RateBudget budget;
    private final Clock clock;
    private final int callsPerLease;
    private final Map<String, LeaseState> held = new HashMap<>();

    CallLease(RateBudget budget, Clock clock, int callsPerLease) {
        this.budget = budget;
        this.clock = clock;
        this.callsPerLease = callsPerLease;
    }

    /**
     * Takes the units that one call costs.
     *
     * @param units the cost of the call; it may exceed 1 only if that many units become available within one second
     */
    synchronized void take(RateLimit limit, int units) throws ConnectorException {
        Instant now = clock.instant();
        int first = Math.max(units, limit.capacity() / FIRST_PART);
        LeaseState mine = held.getOrDefault(limit.name(), new LeaseState(first, 0, Instant.MIN, Instant.MIN));
        if (now.isBefore(mine.blockedUntil)) {
            throw new ConnectorException(new RateLimited(Duration.between(now, mine.blockedUntil), limit.name()));
        }
        int left = now.isBefore(mine.lapses) ? mine.left : 0;
        if (left >= units) {
            held.put(limit.name(), new LeaseState(mine.leased, left - units, mine.lapses, mine.blockedUntil));
            return;
        }
        RateBudget.Lease lease = budget.lease(limit, Math.max(units - left, unitsToLease(limit, mine, now, units)));
        if (left + lease.granted() < units) {
            held.put(limit.name(), new LeaseState(mine.leased, 0, Instant.MIN, now.plus(lease.retryAfter())));
            throw new ConnectorException(new RateLimited(lease.retryAfter(), limit.name()));
        }
        Instant lapses = now.plus(maxHeld(limit));
        held.put(limit.name(), new LeaseState(lease.granted(), left + lease.granted() - units, lapses, Instant.MIN));
    }

    /**
     * Returns how many units to lease. The first lease covers one call or 1/{@link #FIRST_PART} of the limit, because
     * many workers need only one call, such as for a token. A later lease is as large as the number of units that were
     * used from the previous one before it lapsed, because units that lapse are lost to all workers. If all units were
     * used early, the next lease is twice as large. A lease never exceeds a tenth of the limit, so that one worker
     * cannot starve others on a small limit.
     */
    private int unitsToLease(RateLimit limit, LeaseState mine, Instant now, int units) {
        int most = Math.clamp(limit.capacity() / 10, 1, callsPerLease * units);
        Duration toSpare = maxHeld(limit).dividedBy(2);
        boolean early = mine.left < units && now.plus(toSpare).isBefore(mine.lapses);
        return Math.clamp(early ? 2L * mine.leased : mine.leased - mine.left, 1, most);
    }

    private static Duration maxHeld(RateLimit limit) {
        Duration shared = RateBudgetState.maxLeaseTime(limit.per());
        return shared.compareTo(MAX_HELD) < 0 ? shared : MAX_HELD;
    }

    /** Records that the provider demanded a pause, and discards the lease. */
    synchronized void block(RateLimit limit, Duration forThatLong) {
        Instant until = clock.instant().plus(forThatLong);
        held.put(limit.name(), new LeaseState(1, 0, Instant.MIN, until));
        budget.block(limit, until);
    }
}
