package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Detects throttling by GitHub. Primary and secondary limits are both reported with 403 or 429. The wait comes from
 * Retry-After or, without it, from the reset time of an exhausted quota. A secondary limit may state neither; the wait
 * is then one minute. Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
final class GitHubThrottling {
    private static final Duration MIN_WITHOUT_A_HINT = Duration.ofSeconds(60);

    private GitHubThrottling() {}

    /** Returns how long to wait, or empty if the response does not report throttling. */
    static Optional<Duration> retryDelay(ProviderResponse response, Instant now) {
        if (response.status() != 403 && response.status() != 429) {
            return Optional.empty();
        }
        Optional<Duration> asked = RateLimitHeaders.retryAfter(response, now);
        if (asked.isPresent()) {
            return asked;
        }
        if (RateLimitHeaders.remaining(response, "x-ratelimit-remaining").orElse(1L) == 0) {
            return RateLimitHeaders.timeUntil(response, "x-ratelimit-reset", now)
                    .or(() -> Optional.of(MIN_WITHOUT_A_HINT));
        }
        return response.status() == 429 || linksToRateLimitDocs(response)
                ? Optional.of(MIN_WITHOUT_A_HINT)
                : Optional.empty();
    }

    /**
     * Returns how long to wait because of a secondary limit, or empty if the response does not report one. A response
     * is about a primary limit only if it reports an exhausted quota and states no wait.
     */
    static Optional<Duration> secondaryDelay(ProviderResponse response, Instant now) {
        boolean primary = RateLimitHeaders.retryAfter(response, now).isEmpty()
                && RateLimitHeaders.remaining(response, "x-ratelimit-remaining").orElse(1L) == 0;
        return primary ? Optional.empty() : retryDelay(response, now);
    }

    /**
     * Returns whether the response links to the documentation about rate limits. That link is the closest thing to an
     * error code that GitHub provides.
     */
    private static boolean linksToRateLimitDocs(ProviderResponse response) {
        try {
            return JsonNodeReader.of(response)
                    .optionalText("documentation_url")
                    .filter(url -> url.contains("rate-limit"))
                    .isPresent();
        } catch (ConnectorException _) {
            return false;
        }
    }
}
