package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * Anthropic publishes no figures for its admin API, and asks to poll usage once a minute at most for long. The figures
 * are ours; a sweep of an organisation needs some ten calls.
 */
final class Limits {
    static final String ADMIN = "admin";
    static final String COMPLIANCE = "compliance";
    static final String USAGE = "usage";

    static final List<RateLimit> ALL = List.of(
            new RateLimit(ADMIN, 60, Duration.ofMinutes(1)),
            new RateLimit(COMPLIANCE, 60, Duration.ofMinutes(1)),
            new RateLimit(USAGE, 30, Duration.ofMinutes(1)));

    private Limits() {}
}
