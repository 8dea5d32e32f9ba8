package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * The rate limits. Anthropic publishes no figures for its admin API, but asks clients not to poll usage more than once
 * a minute over long periods. Grantkeeper therefore chooses the figures itself; a sweep of an organization needs about
 * ten calls.
 */
final class AnthropicRateLimits {
    static final String ADMIN = "admin";
    static final String COMPLIANCE = "compliance";
    static final String USAGE = "usage";

    static final List<RateLimit> ALL = List.of(
            new RateLimit(ADMIN, 60, Duration.ofMinutes(1)),
            new RateLimit(COMPLIANCE, 60, Duration.ofMinutes(1)),
            new RateLimit(USAGE, 30, Duration.ofMinutes(1)));

    private AnthropicRateLimits() {}
}
