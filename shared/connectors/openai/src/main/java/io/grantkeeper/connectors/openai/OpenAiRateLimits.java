package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * The rate limits. OpenAI publishes no figures for its administration API, but reports the current state in
 * {@code x-ratelimit-*}. Grantkeeper chooses the figures itself: with them, reading an organization with 500 projects
 * takes about eight minutes.
 */
final class OpenAiRateLimits {
    static final String ADMINISTRATION = "administration";
    /**
     * The limit for usage reports. It is low, because the reports are expensive for OpenAI, and a sweep needs only one
     * call for each kind of usage.
     */
    static final String USAGE = "usage";

    static final List<RateLimit> ALL = List.of(
            new RateLimit(ADMINISTRATION, 120, Duration.ofMinutes(1)), new RateLimit(USAGE, 60, Duration.ofMinutes(1)));

    private OpenAiRateLimits() {}
}
