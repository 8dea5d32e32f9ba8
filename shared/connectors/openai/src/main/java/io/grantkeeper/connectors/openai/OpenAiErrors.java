package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Classifies OpenAI's responses by status, headers and code, never by the message. Source:
 * https://platform.openai.com/docs/guides/error-codes. A missing permission has been observed as 401 and as 403.
 */
final class OpenAiErrors implements ProviderErrorMapper {
    private static final Duration MIN_WITHOUT_A_HINT = Duration.ofSeconds(20);
    private static final String MISSING_SCOPE = "missing_scope";
    /** The code for a caller whose IP address is not on the organization's IP allowlist. */
    private static final String ADDRESS_REFUSED = "ip_not_authorized";
    /**
     * The codes for an organization that requires a client certificate (mutual TLS), which Grantkeeper does not
     * support.
     */
    private static final Set<String> CERTIFICATE_DEMANDED = Set.of("mtls_required", "certificate_required");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return Optional.empty();
        }
        OpenAiErrorCode error = OpenAiErrorCode.of(response.body());
        String message =
                "OpenAI returned %d (%s) for %s".formatted(response.status(), error.describe(), response.request());
        return Optional.of(
                switch (response.status()) {
                    case 401 ->
                        error.code().equals(MISSING_SCOPE)
                                ? missingPermission(response, message)
                                : rejectedCredential(error, message);
                    case 403 -> forbidden(response, error, message);
                    case 404 ->
                        error.recognised()
                                ? new NotFound(message)
                                : new Misconfigured(message
                                        + ": this is not an OpenAI error response; check the setting 'base-url'");
                    case 429 ->
                        new RateLimited(wait(response, now), response.request().limit());
                    case 408, 409 -> new Unavailable(message);
                    default -> response.status() >= 500 ? new Unavailable(message) : new UnexpectedResponse(message);
                });
    }

    private static ConnectorProblem rejectedCredential(OpenAiErrorCode error, String message) {
        return error.code().equals(ADDRESS_REFUSED)
                ? new Misconfigured(message + ": add this IP address to the organization's IP allowlist")
                : new InvalidToken(
                        message + ": the admin key was deleted, has expired or belongs to a person who left");
    }

    private static ConnectorProblem forbidden(ProviderResponse response, OpenAiErrorCode error, String message) {
        return CERTIFICATE_DEMANDED.contains(error.code())
                ? new Misconfigured(
                        message + ": the organization requires a client certificate, which is not supported")
                : missingPermission(response, message);
    }

    private static ConnectorProblem missingPermission(ProviderResponse response, String message) {
        boolean changes = response.request().method() != Method.GET;
        return new InsufficientScope(
                Set.of(OpenAiScopes.of(response.uri().getPath(), changes)),
                message + ": the admin key lacks the permission");
    }

    /**
     * Returns how long to wait. The wait comes from {@code retry-after}, from its variant in milliseconds, or from the
     * time when the request quota is full again.
     */
    private static Duration wait(ProviderResponse response, Instant now) {
        return RateLimitHeaders.retryAfter(response, now)
                .or(() -> RateLimitHeaders.timeUntil(response, "x-ratelimit-reset-requests", now))
                .orElse(MIN_WITHOUT_A_HINT);
    }
}
