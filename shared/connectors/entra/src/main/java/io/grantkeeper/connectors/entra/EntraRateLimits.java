package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Graph's quotas for one app in one tenant, limited to those that the connector's calls count against. */
final class EntraRateLimits {
    /** Requests to audit logs, sign-in logs and their reports: 5 in 10 seconds. */
    static final String REPORTS = "reports";

    /**
     * Requests to ID Protection: one a second for a tenant, regardless of which apps send them. If Graph throttles such
     * a request, it does not state a wait.
     */
    static final String RISK = "identity-protection";

    /** Changes to the directory: 3,000 in 150 seconds. */
    static final String WRITES = "writes";

    /**
     * Requests that select {@code keyCredentials}: 150 a minute for a tenant (Graph, resource "application").
     * Grantkeeper spreads these requests over the minute, because they also use the directory's units.
     */
    static final String KEYS = "key-credentials";

    /** Requests about subscriptions: 500 in 20 seconds for one tenant. The connector sends a handful an hour. */
    static final String SUBSCRIPTIONS = "subscriptions";

    /** Requests to the token endpoint. Microsoft documents no figure; the connector needs one token an hour. */
    static final String TOKENS = "tokens";

    static final List<RateLimit> ALL = all();

    private EntraRateLimits() {}

    private static List<RateLimit> all() {
        List<RateLimit> limits = new ArrayList<>(EntraTenantSize.limits());
        limits.add(new RateLimit(REPORTS, 5, Duration.ofSeconds(10)));
        limits.add(new RateLimit(RISK, 1, Duration.ofSeconds(1)));
        limits.add(new RateLimit(KEYS, 25, Duration.ofSeconds(10)));
        limits.add(new RateLimit(WRITES, 3_000, Duration.ofSeconds(150)));
        limits.add(new RateLimit(SUBSCRIPTIONS, 100, Duration.ofSeconds(20)));
        limits.add(new RateLimit(TOKENS, 120, Duration.ofMinutes(1)));
        return List.copyOf(limits);
    }
}
