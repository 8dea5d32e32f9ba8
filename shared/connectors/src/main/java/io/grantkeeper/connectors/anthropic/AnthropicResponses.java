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
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import io.grantkeeper.connector.http.ResponseReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What Anthropic's answers mean. Status, headers and the error's type decide, never the message. Source: Anthropic's API
 * reference, "Errors": 529 says that Anthropic is overloaded, which is its trouble and not our pace.
 */
final class AnthropicResponses implements ResponseReader {
    private static final Duration LEAST_WITHOUT_A_HINT = Duration.ofSeconds(60);

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return Optional.empty();
        }
        VendorError error = VendorError.of(response.body());
        String said = "Anthropic answers %d (%s) to %s".formatted(response.status(), error.type(), response.request());
        return Optional.of(
                switch (response.status()) {
                    case 401 -> new InvalidToken(said + ": the key was deleted, is switched off or has expired");
                    case 403 ->
                        new InsufficientScope(
                                Set.of(Scopes.of(response.uri().getPath())), said + ": the key may not do this");
                    case 404 -> missing(response, error, said);
                    case 429 ->
                        new RateLimited(wait(response, now), response.request().limit());
                    case 408 -> new Unavailable(said);
                    default -> response.status() >= 500 ? new Unavailable(said) : new UnexpectedResponse(said);
                });
    }

    /** Reports and the Compliance API are not open to every organisation; a single thing may just be gone. */
    private static ConnectorProblem missing(ProviderResponse response, VendorError error, String said) {
        if (!error.recognised()) {
            return new Misconfigured(said + ": this is not Anthropic's form of an error; check the setting 'base-url'");
        }
        String path = response.uri().getPath();
        return path.endsWith("/compliance/activities") || path.endsWith("/usage_report/messages")
                ? new NotOffered(said + ": not open to this organisation")
                : new NotFound(said);
    }

    private static Duration wait(ProviderResponse response, Instant now) {
        return RateLimitHeaders.retryAfter(response, now)
                .or(() -> RateLimitHeaders.until(response, "anthropic-ratelimit-requests-reset", now))
                .orElse(LEAST_WITHOUT_A_HINT);
    }
}
