package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * Google's default quotas. Unless stated otherwise, each applies to one user of one Cloud project, which corresponds to
 * one connection.
 */
final class GoogleRateLimits {
    /** The Directory API: 2,400 queries a minute (Admin SDK, "Limits and Quotas"). */
    static final String DIRECTORY = "directory";

    /** The Reports API: 2,400 queries a minute (same page). */
    static final String REPORTS = "reports";

    /** The Reports API with a filter, such as an event name: 250 queries a minute. */
    static final String REPORTS_FILTERED = "reports-filtered";

    /**
     * The Alert Center. Google's page about its limits was not available, so Grantkeeper chooses this figure itself.
     */
    static final String ALERTS = "alerts";

    /** Read requests to IAM: 6,000 a minute for a project. The connector uses at most a tenth of them. */
    static final String IAM = "iam";

    /** The token endpoint. Google documents no figure; the connector needs a handful of tokens an hour. */
    static final String TOKENS = "tokens";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final List<RateLimit> ALL = List.of(
            new RateLimit(DIRECTORY, 2_400, MINUTE),
            new RateLimit(REPORTS, 2_400, MINUTE),
            new RateLimit(REPORTS_FILTERED, 250, MINUTE),
            new RateLimit(ALERTS, 60, MINUTE),
            new RateLimit(IAM, 600, MINUTE),
            new RateLimit(TOKENS, 120, MINUTE));

    private GoogleRateLimits() {}
}
