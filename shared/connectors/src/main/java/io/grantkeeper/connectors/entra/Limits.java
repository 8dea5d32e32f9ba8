package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Graph's quotas for one app in one tenant, as far as we meet them. */
final class Limits {
    /** Audit logs, sign-ins and their reports: 5 requests in ten seconds. */
    static final String REPORTS = "reports";

    /** Changes to the directory: 3,000 in 150 seconds. */
    static final String WRITES = "writes";

    /**
     * Whatever selects {@code keyCredentials}: 150 requests a minute for a tenant (Graph, resource "application"), which
     * is spread over the minute, since they take of the directory's units as well.
     */
    static final String KEYS = "key-credentials";

    /** Subscriptions; 500 in 20 seconds for one tenant, of which we need a handful an hour. */
    static final String SUBSCRIPTIONS = "subscriptions";

    /** The token endpoint; Microsoft states no figure, and we need one an hour. */
    static final String TOKENS = "tokens";

    static final List<RateLimit> ALL = all();

    private Limits() {}

    private static List<RateLimit> all() {
        List<RateLimit> limits = new ArrayList<>(TenantSize.limits());
        limits.add(new RateLimit(REPORTS, 5, Duration.ofSeconds(10)));
        limits.add(new RateLimit(KEYS, 25, Duration.ofSeconds(10)));
        limits.add(new RateLimit(WRITES, 3_000, Duration.ofSeconds(150)));
        limits.add(new RateLimit(SUBSCRIPTIONS, 100, Duration.ofSeconds(20)));
        limits.add(new RateLimit(TOKENS, 120, Duration.ofMinutes(1)));
        return List.copyOf(limits);
    }
}
