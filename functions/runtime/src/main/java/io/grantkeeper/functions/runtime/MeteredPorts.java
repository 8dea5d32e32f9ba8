package io.grantkeeper.functions.runtime;

import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.identity.work.ParkingQueue;
import java.time.Instant;

/** Wraps ports so that they count their calls for metrics. */
final class MeteredPorts {
    private MeteredPorts() {}

    static ParkingQueue measured(ParkingQueue letters) {
        return (source, body, reason) -> {
            letters.park(source, body, reason);
            EmbeddedMetrics.count(MetricName.DEAD_LETTERS, 1, source);
        };
    }

    /**
     * Returns a rate budget that counts every leased call as made. The unused part of a lease is not returned to the
     * budget, so it counts against the rate limit in any case.
     */
    static RateBudget measured(RateBudget budget, String provider) {
        return new RateBudget() {
            @Override
            public Lease lease(RateLimit limit, int wanted) {
                Lease lease = budget.lease(limit, wanted);
                EmbeddedMetrics.count(MetricName.CALLS, lease.granted(), provider);
                return lease;
            }

            @Override
            public void block(RateLimit limit, Instant until) {
                budget.block(limit, until);
                EmbeddedMetrics.count(MetricName.THROTTLES, 1, provider);
            }
        };
    }
}
