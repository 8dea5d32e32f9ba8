package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How GitHub says "too fast". Both its primary and its secondary limits answer 403 or 429; retry-after counts first,
 * then a spent quota with its reset. A secondary limit may come with neither: then a minute is the least to wait.
 * Source: docs.github.com, "Rate limits for the REST API".
 */
final class SpentLimits {
    private static final Duration LEAST_WITHOUT_A_HINT = Duration.ofSeconds(60);

    private SpentLimits() {}

    /** How long to wait; empty where the answer speaks of something else. */
    static Optional<Duration> wait(ProviderResponse response, Instant now) {
        if (response.status() != 403 && response.status() != 429) {
            return Optional.empty();
        }
        Optional<Duration> asked = RateLimitHeaders.retryAfter(response, now);
        if (asked.isPresent()) {
            return asked;
        }
        if (RateLimitHeaders.remaining(response, "x-ratelimit-remaining").orElse(1L) == 0) {
            return RateLimitHeaders.until(response, "x-ratelimit-reset", now)
                    .or(() -> Optional.of(LEAST_WITHOUT_A_HINT));
        }
        return response.status() == 429 || namesALimit(response) ? Optional.of(LEAST_WITHOUT_A_HINT) : Optional.empty();
    }

    /** GitHub has no error codes; which page of its documentation an answer points to is the nearest thing. */
    private static boolean namesALimit(ProviderResponse response) {
        try {
            return JsonBody.of(response)
                    .optionalText("documentation_url")
                    .filter(url -> url.contains("rate-limit"))
                    .isPresent();
        } catch (ConnectorException _) {
            return false;
        }
    }
}
