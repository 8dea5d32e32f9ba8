package io.grantkeeper.connector.http;

import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The rate limits of one provider account, shared by all workers that call it. */
public interface RateBudget {
    /**
     * The response to a request for a lease.
     *
     * @param granted how many calls may be made now, at most as many as requested
     * @param retryAfter how long to wait if no call was granted; zero otherwise
     */
    record Lease(int granted, Duration retryAfter) {}

    Lease lease(RateLimit limit, int wanted);

    /** Grants no more leases until {@code until}, because the provider demanded a pause. */
    void block(RateLimit limit, Instant until);

    /** Returns a budget without limits, for tests and test doubles. */
    static RateBudget unlimited() {
        return new RateBudget() {
            @Override
            public Lease lease(RateLimit limit, int wanted) {
                return new Lease(wanted, Duration.ZERO);
            }

            @Override
            public void block(RateLimit limit, Instant until) {}
        };
    }

    /** Returns the budget that all workers share for one connection. */
    static RateBudget shared(RateBudgetStore store, Connection connection, Clock clock) {
        return new RateBudget() {
            @Override
            public Lease lease(RateLimit limit, int wanted) {
                RateBudgetStore.Lease lease = store.lease(
                        connection.tenant(),
                        connection.id(),
                        new RateBudgetStore.Limit(limit.name(), limit.capacity(), limit.per()),
                        wanted,
                        clock.instant());
                return new Lease(lease.granted(), lease.retryAfter());
            }

            @Override
            public void block(RateLimit limit, Instant until) {
                store.block(connection.tenant(), connection.id(), limit.name(), until);
            }
        };
    }
}
