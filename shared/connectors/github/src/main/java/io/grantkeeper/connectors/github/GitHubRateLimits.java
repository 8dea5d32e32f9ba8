package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * GitHub's rate limits for one account. Sources:
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api and
 * https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/using-the-audit-log-api-for-your-enterprise.
 * The figures are the lowest of any plan, so that the limits of a small organization are never exceeded. Secondary
 * limits (100 concurrent calls, 900 points a minute) are not budgeted: if a response reports one, all limits that calls
 * with the same token count against are blocked.
 */
final class GitHubRateLimits {
    /**
     * The core limit: 5,000 calls an hour for an installation or a person. The actual limit grows with the
     * organization.
     */
    static final String CORE = "core";
    /** The audit log's limit: 1,750 calls an hour for each user and IP address. */
    static final String AUDIT_LOG = "audit-log";
    /** The GraphQL limit: 5,000 points an hour. Each query of the connector costs one point. */
    static final String GRAPHQL = "graphql";
    /**
     * The limit for calls that the app makes as itself. These calls do not count against the limits of its
     * installations.
     */
    static final String APP = "app";

    private GitHubRateLimits() {}

    /**
     * Returns all limits, including the given one, that calls with the same kind of token count against. Calls that the
     * app makes as itself use a separate token.
     */
    static List<String> sharingTokenOf(String limit) {
        return limit.equals(APP) ? List.of(APP) : List.of(CORE, AUDIT_LOG, GRAPHQL);
    }

    static List<RateLimit> declared() {
        Duration hour = Duration.ofHours(1);
        return List.of(
                new RateLimit(CORE, 5_000, hour),
                new RateLimit(AUDIT_LOG, 1_750, hour),
                new RateLimit(GRAPHQL, 5_000, hour),
                new RateLimit(APP, 5_000, hour));
    }
}
