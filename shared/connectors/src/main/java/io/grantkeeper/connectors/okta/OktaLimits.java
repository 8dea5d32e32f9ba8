package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * Okta's limits by endpoint and minute. Source: developer.okta.com, "Rate limits", for a paid organisation; of each, an
 * app or token may use half unless an administrator changes that, and half is what is declared. The 75 calls at once that
 * Okta allows an organisation are not budgeted: an answer that tells of them stops the limit that the call counted under.
 */
final class OktaLimits {
    /** 600 a minute for the listing and as many for single users. */
    static final String USERS = "users";
    /** 100 a minute for the listing of apps. */
    static final String APPS = "apps";
    /** 500 a minute for what lies below one app. */
    static final String APP = "app";
    /** 120 a minute. */
    static final String LOGS = "logs";
    /** 1,200 a minute for all that has no limit of its own. */
    static final String OTHER = "other";
    /** The token endpoint; ours, far below Okta's. */
    static final String TOKENS = "tokens";

    static final List<RateLimit> ALL = List.of(
            perMinute(USERS, 300),
            perMinute(APPS, 50),
            perMinute(APP, 250),
            perMinute(LOGS, 60),
            perMinute(OTHER, 600),
            perMinute(TOKENS, 120));

    private OktaLimits() {}

    private static RateLimit perMinute(String name, int capacity) {
        return new RateLimit(name, capacity, Duration.ofMinutes(1));
    }
}
