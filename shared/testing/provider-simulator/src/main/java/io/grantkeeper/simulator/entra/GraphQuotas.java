package io.grantkeeper.simulator.entra;

import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calculates the cost of each call in units, and returns Graph's error response if too few units are left in the quota
 * window.
 */
final class GraphQuotas {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Limit REPORTS = new Limit("entra reports", 5, WINDOW);
    /** The quota of ID Protection, whose errors contain no Retry-After header. */
    private static final Limit RISK = new Limit("entra identity protection", 1, Duration.ofSeconds(1));

    private static final Limit WRITES = new Limit("entra writes", 3_000, Duration.ofSeconds(150));
    private static final Limit KEYS = new Limit("entra key credentials", 150, Duration.ofMinutes(1));

    private final QuotaWindows quotas;
    private final EntraTenant tenant;
    private final AtomicLong refusals = new AtomicLong();

    GraphQuotas(QuotaWindows quotas, EntraTenant tenant) {
        this.quotas = quotas;
        this.tenant = tenant;
    }

    Optional<SimulatorResponse> refusal(GraphCall call) {
        if (call.part(0).equals("auditLogs") || call.part(0).equals("reports")) {
            return take(REPORTS, 1);
        }
        if (call.part(0).equals("identityProtection")) {
            return quotas.take(RISK, tenant.id(), 1).refused()
                    ? Optional.of(GraphError.throttledWithoutWait())
                    : Optional.empty();
        }
        if (!call.method().equals("GET")) {
            return take(WRITES, 1);
        }
        if (call.selects("keyCredentials")) {
            Optional<SimulatorResponse> refused = take(KEYS, 1);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return take(identityLimit(), cost(call));
    }

    /**
     * Returns the limit for directory calls in ten seconds: 3,500 units for up to 50 users, 8,000 units for more than
     * 500, and 5,000 in between.
     */
    private Limit identityLimit() {
        int users = tenant.users().size();
        return new Limit("entra directory", users <= 50 ? 3_500 : users <= 500 ? 5_000 : 8_000, WINDOW);
    }

    static int cost(GraphCall call) {
        boolean listing = call.path().size() == 1;
        int base =
                switch (call.part(0)) {
                    case "users", "applications" -> listing ? 2 : 1;
                    case "oauth2PermissionGrants" -> 2;
                    default -> call.last().equals("appRoleAssignments") ? 2 : 1;
                };
        int select = call.query().containsKey("$select") ? -1 : 0;
        int expand = call.query().containsKey("$expand") ? 1 : 0;
        return Math.max(1, base + select + expand);
    }

    private Optional<SimulatorResponse> take(Limit limit, int units) {
        QuotaWindows.State state = quotas.take(limit, tenant.id(), units);
        if (!state.refused()) {
            return Optional.empty();
        }
        Duration wait = Duration.between(tenant.now(), state.reset()).plusMillis(999);
        return Optional.of(GraphError.throttled(wait, refusals.incrementAndGet() % 3 == 0));
    }
}
