package io.grantkeeper.functions.console;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import java.time.Clock;
import java.time.Duration;

/**
 * One-time links that sign in the person who started a suite on this machine. A link works once, within ten minutes,
 * and only if the console is served on the loopback address.
 */
public final class LocalSignInLinks {
    /** How long a link is valid. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String SCOPE = "sign-in-link";

    private final TenantId tenant;
    private final ExpiringRecordStore records;
    private final Clock clock;

    public LocalSignInLinks(TenantId tenant, ExpiringRecordStore records, Clock clock) {
        this.tenant = tenant;
        this.records = records;
        this.clock = clock;
    }

    /** Returns the path of a new link, which starts with {@code /console/}. */
    public String create() {
        String token = ConsoleTokens.random();
        records.put(
                tenant,
                SCOPE,
                ConsoleTokens.digest(token),
                "{}",
                clock.instant().plus(LIFETIME));
        return ConsoleUrlPaths.OPEN + "?link=" + token;
    }

    /** Consumes a link. Returns whether it was valid. */
    boolean use(String token) {
        return records.take(tenant, SCOPE, ConsoleTokens.digest(token), clock.instant())
                .isPresent();
    }
}
