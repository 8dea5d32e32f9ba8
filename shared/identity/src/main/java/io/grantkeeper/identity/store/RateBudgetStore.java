package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Duration;
import java.time.Instant;

/** Shares a provider account's limit among all workers: each leases a slice of calls before it makes them. */
public interface RateBudgetStore {
    /**
     * @param granted how many calls may be made now, at most as many as were asked for
     * @param retryAfter how long to wait where none was granted; zero otherwise
     */
    record Lease(int granted, Duration retryAfter) {}

    /**
     * Takes up to {@code wanted} calls, such that no span of {@code per} sees more than {@code capacity} of them made,
     * as long as leased calls are made within {@link CallWindow#mayBeHeld}. None are granted rather than fewer than come
     * free in a second.
     *
     * @param bucket the limit's name, for example {@code core}
     */
    Lease lease(
            TenantId tenant,
            ConnectionId connection,
            String bucket,
            int capacity,
            Duration per,
            int wanted,
            Instant now);

    /** The provider itself said to stop: nobody gets a lease before {@code until}. Never shortens an earlier stop. */
    void block(TenantId tenant, ConnectionId connection, String bucket, Instant until);
}
