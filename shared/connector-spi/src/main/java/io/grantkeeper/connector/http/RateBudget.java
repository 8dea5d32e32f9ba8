package io.grantkeeper.connector.http;

import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One provider account's limits, shared by all workers that call it. */
public interface RateBudget {
    /**
     * @param granted how many calls may be made now, at most as many as were asked for
     * @param retryAfter how long to wait where none was granted; zero otherwise
     */
    record Lease(int granted, Duration retryAfter) {}

    Lease lease(RateLimit limit, int wanted);

    /** The provider itself said to stop: nobody gets a lease before {@code until}. */
    void block(RateLimit limit, Instant until);

    /** No limit at all: for tests and doubles. */
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

    /** The budget that all workers share, for one connection. */
    static RateBudget shared(RateBudgetStore store, Connection connection, Clock clock) {
        return new RateBudget() {
            @Override
            public Lease lease(RateLimit limit, int wanted) {
                RateBudgetStore.Lease lease = store.lease(
                        connection.tenant(),
                        connection.id(),
                        limit.name(),
                        limit.capacity(),
                        limit.per(),
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
