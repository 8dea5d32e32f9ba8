package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
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

/** Classifies Google's responses by status and reason code, never by message text. */
final class GoogleErrors implements ProviderErrorMapper {
    /**
     * The first wait after throttling. Google asks clients to wait five seconds at first and to double the wait each
     * time (Reports API, limits page). The queue doubles the wait.
     */
    static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration DAILY_QUOTA_WAIT = Duration.ofHours(1);
    private static final Duration MAX_WAIT = Duration.ofHours(1);

    private static final Set<String> API_OFF = Set.of("accessNotConfigured", "SERVICE_DISABLED");
    private static final Set<String> TENANT_OFF = Set.of("domainCannotUseApis");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return Optional.empty();
        }
        GoogleErrorCode error = GoogleErrorCode.of(response.body());
        if (!error.oauth().isEmpty()) {
            return Optional.of(tokenEndpointProblem(response, error));
        }
        if (response.status() == 429 || error.isQuota()) {
            return Optional.of(new RateLimited(
                    wait(response, error, now), response.request().limit()));
        }
        if ((response.status() == 400 || response.status() == 404) && error.recognised() && isFirstUserPage(response)) {
            return Optional.of(new Misconfigured(describe(response, error)
                    + ": the administrator does not belong to this tenant; remove the setting 'customer', or set it to the "
                    + "customer id that the Admin console shows under Account > Account settings"));
        }
        return Optional.of(
                switch (response.status()) {
                    case 401 ->
                        new InvalidToken(describe(response, error)
                                + ": the access token was rejected; check that the service account key is "
                                + "not deleted and that the setting 'admin-user' names an active administrator");
                    case 403 -> forbidden(response, error);
                    case 404 -> notFound(response, error);
                    case 408, 500, 502, 503, 504 -> new Unavailable(describe(response, error));
                    default ->
                        response.status() > 500
                                ? new Unavailable(describe(response, error))
                                : new UnexpectedResponse(describe(response, error));
                });
    }

    /**
     * Returns whether the response belongs to the first page of the user listing. An error on that page can only
     * mean that the tenant is wrong.
     */
    private static boolean isFirstUserPage(ProviderResponse response) {
        String query = response.uri().getRawQuery();
        return response.uri().getRawPath().endsWith("/admin/directory/v1/users")
                && query != null
                && !query.contains("pageToken=");
    }

    private static ConnectorProblem forbidden(ProviderResponse response, GoogleErrorCode error) {
        if (error.has(API_OFF)) {
            return new Misconfigured(describe(response, error)
                    + ": the API is not enabled; enable the Admin SDK API and the Google Workspace Alert Center "
                    + "API (and the IAM API, if 'projects' is set) in the service account's Cloud project");
        }
        if (error.has(TENANT_OFF)) {
            return new Misconfigured(
                    describe(response, error) + ": API access is disabled for the tenant in the Admin console");
        }
        GoogleCallAccess access = GoogleCallAccess.of(response.uri());
        return new InsufficientScope(
                Set.of(access.scope()),
                describe(response, error)
                        + (access.asAdministrator()
                                ? ": the scope is not delegated, or the administrator's role lacks the privilege"
                                : ": the service account lacks a role in the project"));
    }

    /**
     * Returns the problem for a 404. The object is missing only if the response is in Google's own error format,
     * because any server at a wrong URL can return 404.
     */
    private static ConnectorProblem notFound(ProviderResponse response, GoogleErrorCode error) {
        return error.recognised()
                ? new NotFound(describe(response, error))
                : new Misconfigured(describe(response, error)
                        + ": this is not a Google error response; check the settings 'base-url' and 'iam-url'");
    }

    /**
     * Returns the problem that a response of the token endpoint reports. The endpoint rejects a signed assertion with
     * the error codes of RFC 6749.
     */
    private static ConnectorProblem tokenEndpointProblem(ProviderResponse response, GoogleErrorCode error) {
        String message = describe(response, error);
        return switch (error.oauth()) {
            case "unauthorized_client", "access_denied", "invalid_scope" -> new InsufficientScope(Set.of(), message);
            case "invalid_grant", "invalid_client" ->
                new InvalidToken(
                        message
                                + ": the key is deleted or disabled, this machine's clock is wrong, or 'admin-user' is not an active user");
            case "invalid_request" ->
                new Misconfigured(message + ": check that the setting 'admin-user' names a user of this tenant");
            case "temporarily_unavailable", "server_error", "internal_failure" -> new Unavailable(message);
            default -> response.status() >= 500 ? new Unavailable(message) : new UnexpectedResponse(message);
        };
    }

    private static Duration wait(ProviderResponse response, GoogleErrorCode error, Instant now) {
        if (error.isDailyQuota()) {
            return DAILY_QUOTA_WAIT;
        }
        // Google rarely sends Retry-After.
        return RateLimitHeaders.retryAfter(response, now)
                .filter(value -> value.compareTo(FIRST_WAIT) > 0)
                .map(value -> value.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : value)
                .orElse(FIRST_WAIT);
    }

    private static String describe(ProviderResponse response, GoogleErrorCode error) {
        return "Google returned %d (%s) for %s".formatted(response.status(), error.codes(), response.request());
    }
}
