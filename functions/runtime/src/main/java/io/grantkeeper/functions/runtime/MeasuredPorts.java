package io.grantkeeper.functions.runtime;

import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.functions.observe.Metric;
import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.identity.work.DeadLetters;
import java.time.Instant;

/** Ports that count what passes through them. */
final class MeasuredPorts {
    private MeasuredPorts() {}

    static DeadLetters measured(DeadLetters letters) {
        return (source, body, reason) -> {
            letters.park(source, body, reason);
            Metrics.count(Metric.DEAD_LETTERS, 1, source);
        };
    }

    /** Leased calls count as made: what is left of a lease is lost, for the provider's limit too. */
    static RateBudget measured(RateBudget budget, String provider) {
        return new RateBudget() {
            @Override
            public Lease lease(RateLimit limit, int wanted) {
                Lease lease = budget.lease(limit, wanted);
                Metrics.count(Metric.CALLS, lease.granted(), provider);
                return lease;
            }

            @Override
            public void block(RateLimit limit, Instant until) {
                budget.block(limit, until);
                Metrics.count(Metric.THROTTLES, 1, provider);
            }
        };
    }
}
