package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Classifies Anthropic's responses by status, headers and error type, never by the message. Source:
 * https://platform.claude.com/docs/en/api/errors. 529 means that Anthropic is overloaded, not that this client calls
 * too fast.
 */
final class AnthropicErrors implements ProviderErrorMapper {
    private static final Duration MIN_WITHOUT_A_HINT = Duration.ofSeconds(60);

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return Optional.empty();
        }
        AnthropicErrorCode error = AnthropicErrorCode.of(response.body());
        String message =
                "Anthropic returned %d (%s) for %s".formatted(response.status(), error.type(), response.request());
        return Optional.of(
                switch (response.status()) {
                    case 401 -> new InvalidToken(message + ": the key was deleted or disabled, or has expired");
                    case 403 ->
                        new InsufficientScope(
                                Set.of(AnthropicScopes.of(response.uri().getPath())),
                                message + ": the key lacks permission");
                    case 404 -> missing(response, error, message);
                    case 429 ->
                        new RateLimited(wait(response, now), response.request().limit());
                    case 408 -> new Unavailable(message);
                    default -> response.status() >= 500 ? new Unavailable(message) : new UnexpectedResponse(message);
                });
    }

    /**
     * Returns the problem for a 404. If the response is not in Anthropic's format, the base URL is wrong. If usage
     * reports or the Compliance API are not found, they are not available to this organization; any other object may
     * have been deleted.
     */
    private static ConnectorProblem missing(ProviderResponse response, AnthropicErrorCode error, String message) {
        if (!error.recognised()) {
            return new Misconfigured(
                    message + ": this is not an Anthropic error response; check the setting 'base-url'");
        }
        String path = response.uri().getPath();
        return path.endsWith("/compliance/activities") || path.endsWith("/usage_report/messages")
                ? new NotOffered(message + ": not available to this organization")
                : new NotFound(message);
    }

    private static Duration wait(ProviderResponse response, Instant now) {
        return RateLimitHeaders.retryAfter(response, now)
                .or(() -> RateLimitHeaders.timeUntil(response, "anthropic-ratelimit-requests-reset", now))
                .orElse(MIN_WITHOUT_A_HINT);
    }
}
