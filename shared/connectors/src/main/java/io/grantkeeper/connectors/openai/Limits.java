package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * OpenAI publishes no figures for its administration API; it tells each answer's standing in {@code x-ratelimit-*}. The
 * figures are ours: an organisation of 500 projects is read in about eight minutes.
 */
final class Limits {
    static final String ADMINISTRATION = "administration";
    /** Usage reports are costly to OpenAI, and a sweep needs one call for each kind of call. */
    static final String USAGE = "usage";

    static final List<RateLimit> ALL = List.of(
            new RateLimit(ADMINISTRATION, 120, Duration.ofMinutes(1)), new RateLimit(USAGE, 60, Duration.ofMinutes(1)));

    private Limits() {}
}
