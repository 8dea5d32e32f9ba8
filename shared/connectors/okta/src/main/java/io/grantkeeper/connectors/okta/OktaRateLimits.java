package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * Okta's rate limits per endpoint and minute. Source: https://developer.okta.com/docs/reference/rate-limits/ for a paid
 * organization. By default, an app or token may use half of each limit, so half is declared here. Okta's limit of 75
 * concurrent calls per organization is not budgeted: if a response reports it, the limit that the call counted against
 * is blocked.
 */
final class OktaRateLimits {
    /** Users: 600 calls a minute for the listing, and the same number for single users. */
    static final String USERS = "users";
    /** The listing of apps: 100 calls a minute. */
    static final String APPS = "apps";
    /** The objects below one app: 500 calls a minute. */
    static final String APP = "app";
    /** The system log: 120 calls a minute. */
    static final String LOGS = "logs";
    /** All other calls: 1,200 a minute. */
    static final String OTHER = "other";
    /** The token endpoint. The figure is Grantkeeper's choice, far below Okta's limit. */
    static final String TOKENS = "tokens";

    static final List<RateLimit> ALL = List.of(
            perMinute(USERS, 300),
            perMinute(APPS, 50),
            perMinute(APP, 250),
            perMinute(LOGS, 60),
            perMinute(OTHER, 600),
            perMinute(TOKENS, 120));

    private OktaRateLimits() {}

    private static RateLimit perMinute(String name, int capacity) {
        return new RateLimit(name, capacity, Duration.ofMinutes(1));
    }
}
