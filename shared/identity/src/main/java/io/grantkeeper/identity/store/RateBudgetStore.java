package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Duration;
import java.time.Instant;

/** Shares the rate limit of a provider account among all workers. Each worker leases calls before it makes them. */
public interface RateBudgetStore {
    /**
     * A lease of calls.
     *
     * @param granted how many calls may be made now, at most as many as requested
     * @param retryAfter how long to wait if none was granted; otherwise zero
     */
    record Lease(int granted, Duration retryAfter) {}

    /**
     * A limit on the number of calls.
     *
     * @param bucket the limit's name, for example {@code core}
     * @param capacity the number of calls in a time span of length {@code per}
     */
    record Limit(String bucket, int capacity, Duration per) {}

    /**
     * Leases up to {@code wanted} calls. No time span of the limit's length contains more leased calls than its capacity, provided that leased calls are made within {@link RateBudgetState#maxLeaseTime}. A lease for very few
     * calls is not granted: it must contain all wanted calls, or at least as many as become available in a second on
     * average.
     */
    Lease lease(TenantId tenant, ConnectionId connection, Limit limit, int wanted, Instant now);

    /**
     * Blocks the budget because the provider demanded a pause: no lease is granted before {@code until}. An existing
     * block is never shortened.
     */
    void block(TenantId tenant, ConnectionId connection, String bucket, Instant until);
}
