package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import io.grantkeeper.connector.http.ResponseReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What OpenAI's answers mean. Status, headers and the code decide, never the message. Source: OpenAI's guide "Error
 * codes"; a missing permission was seen as 401 and as 403.
 */
final class OpenAiResponses implements ResponseReader {
    private static final Duration LEAST_WITHOUT_A_HINT = Duration.ofSeconds(20);
    private static final String MISSING_SCOPE = "missing_scope";
    /** The address that we call from is not on the organisation's list. */
    private static final String ADDRESS_REFUSED = "ip_not_authorized";
    /** The organisation demands a client certificate (mutual TLS), which is not supported. */
    private static final Set<String> CERTIFICATE_DEMANDED = Set.of("mtls_required", "certificate_required");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return Optional.empty();
        }
        VendorError error = VendorError.of(response.body());
        String said = "OpenAI answers %d (%s) to %s".formatted(response.status(), error.words(), response.request());
        return Optional.of(
                switch (response.status()) {
                    case 401 -> error.code().equals(MISSING_SCOPE) ? missing(response, said) : refused(error, said);
                    case 403 -> forbidden(response, error, said);
                    case 404 ->
                        error.recognised()
                                ? new NotFound(said)
                                : new Misconfigured(
                                        said + ": this is not OpenAI's form of an error; check the setting 'base-url'");
                    case 429 ->
                        new RateLimited(wait(response, now), response.request().limit());
                    case 408, 409 -> new Unavailable(said);
                    default -> response.status() >= 500 ? new Unavailable(said) : new UnexpectedResponse(said);
                });
    }

    private static ConnectorProblem refused(VendorError error, String said) {
        return error.code().equals(ADDRESS_REFUSED)
                ? new Misconfigured(said + ": add this address to the organisation's list of allowed addresses")
                : new InvalidToken(said + ": the admin key was deleted, has expired or belongs to someone who left");
    }

    private static ConnectorProblem forbidden(ProviderResponse response, VendorError error, String said) {
        return CERTIFICATE_DEMANDED.contains(error.code())
                ? new Misconfigured(said + ": the organisation demands a client certificate, which is not supported")
                : missing(response, said);
    }

    private static ConnectorProblem missing(ProviderResponse response, String said) {
        boolean changes = response.request().method() != Method.GET;
        return new InsufficientScope(
                Set.of(Scopes.of(response.uri().getPath(), changes)), said + ": the admin key lacks the permission");
    }

    /** {@code retry-after}, its form in milliseconds, or when the quota of requests is full again. */
    private static Duration wait(ProviderResponse response, Instant now) {
        return RateLimitHeaders.retryAfter(response, now)
                .or(() -> RateLimitHeaders.until(response, "x-ratelimit-reset-requests", now))
                .orElse(LEAST_WITHOUT_A_HINT);
    }
}
