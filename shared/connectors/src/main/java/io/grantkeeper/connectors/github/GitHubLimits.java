package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * GitHub's limits of one account. Source: docs.github.com, "Rate limits for the REST API" and "Using the audit log
 * API"; the least that any plan gives, so that a small organisation is never overrun. Secondary limits (100 calls at
 * once, 900 points a minute) are not budgeted: an answer that tells of one stops the limit that the call counted under.
 */
final class GitHubLimits {
    /** 5,000 an hour for an installation or a person; grows with the organisation. */
    static final String CORE = "core";
    /** 1,750 an hour for each user and address. */
    static final String AUDIT_LOG = "audit-log";
    /** 5,000 points an hour; a query of ours costs one. */
    static final String GRAPHQL = "graphql";
    /** Calls as the app itself count apart from its installations. */
    static final String APP = "app";

    private GitHubLimits() {}

    static List<RateLimit> declared() {
        Duration hour = Duration.ofHours(1);
        return List.of(
                new RateLimit(CORE, 5_000, hour),
                new RateLimit(AUDIT_LOG, 1_750, hour),
                new RateLimit(GRAPHQL, 5_000, hour),
                new RateLimit(APP, 5_000, hour));
    }
}
