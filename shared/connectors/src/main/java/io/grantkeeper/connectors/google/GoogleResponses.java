package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
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

/** What Google's answers mean. Decided by status and reason code, never by message text. */
final class GoogleResponses implements ResponseReader {
    /** Google asks to start at five seconds and to double (Reports API, limits page); whoever puts work back doubles. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration DAILY_QUOTA_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final Set<String> API_OFF = Set.of("accessNotConfigured", "SERVICE_DISABLED");
    private static final Set<String> TENANT_OFF = Set.of("domainCannotUseApis");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return Optional.empty();
        }
        VendorError error = VendorError.of(response.body());
        if (!error.oauth().isEmpty()) {
            return Optional.of(ofTokenEndpoint(response, error));
        }
        if (response.status() == 429 || error.isQuota()) {
            return Optional.of(new RateLimited(
                    wait(response, error, now), response.request().limit()));
        }
        if ((response.status() == 400 || response.status() == 404) && error.recognised() && asksForTenant(response)) {
            return Optional.of(new Misconfigured(said(response, error)
                    + ": the administrator belongs to no such tenant; leave the setting 'customer' out, or give the "
                    + "customer id that the Admin console shows under Account > Account settings"));
        }
        return Optional.of(
                switch (response.status()) {
                    case 401 ->
                        new InvalidToken(said(response, error)
                                + ": the access token is refused; check that the service account key is "
                                + "not deleted and that the setting 'admin-user' names an active administrator");
                    case 403 -> forbidden(response, error);
                    case 404 -> notFound(response, error);
                    case 408, 500, 502, 503, 504 -> new Unavailable(said(response, error));
                    default ->
                        response.status() > 500
                                ? new Unavailable(said(response, error))
                                : new UnexpectedResponse(said(response, error));
                });
    }

    /** The first page of the listing of users: nothing in it can be wrong but the tenant. */
    private static boolean asksForTenant(ProviderResponse response) {
        String query = response.uri().getRawQuery();
        return response.uri().getRawPath().endsWith("/admin/directory/v1/users")
                && query != null
                && !query.contains("pageToken=");
    }

    private static ConnectorProblem forbidden(ProviderResponse response, VendorError error) {
        if (error.has(API_OFF)) {
            return new Misconfigured(said(response, error)
                    + ": the API is not enabled; enable the Admin SDK API (and the IAM API, where 'projects' is set) in "
                    + "the service account's Cloud project");
        }
        if (error.has(TENANT_OFF)) {
            return new Misconfigured(
                    said(response, error) + ": API access is switched off for the tenant in the Admin console");
        }
        Access access = Access.of(response.uri());
        return new InsufficientScope(
                Set.of(access.scope()),
                said(response, error)
                        + (access.asAdministrator()
                                ? ": the scope is not delegated, or the administrator's role lacks the privilege"
                                : ": the service account lacks a role in the project"));
    }

    /** Only Google's own error form proves that the object is gone; anything else answers 404 at a wrong address. */
    private static ConnectorProblem notFound(ProviderResponse response, VendorError error) {
        return error.recognised()
                ? new NotFound(said(response, error))
                : new Misconfigured(said(response, error)
                        + ": this is not Google's form of an error; check the settings 'base-url' and 'iam-url'");
    }

    /** RFC 6749 codes, as Google uses them for signed assertions. */
    private static ConnectorProblem ofTokenEndpoint(ProviderResponse response, VendorError error) {
        String said = said(response, error);
        return switch (error.oauth()) {
            case "unauthorized_client", "access_denied", "invalid_scope" -> new InsufficientScope(Set.of(), said);
            case "invalid_grant", "invalid_client" ->
                new InvalidToken(
                        said
                                + ": the key is deleted or disabled, this machine's clock is off, or 'admin-user' is not an active user");
            case "invalid_request" ->
                new Misconfigured(said + ": check that the setting 'admin-user' names a user of this tenant");
            case "temporarily_unavailable", "server_error", "internal_failure" -> new Unavailable(said);
            default -> response.status() >= 500 ? new Unavailable(said) : new UnexpectedResponse(said);
        };
    }

    private static Duration wait(ProviderResponse response, VendorError error, Instant now) {
        if (error.isDailyQuota()) {
            return DAILY_QUOTA_WAIT;
        }
        // Google rarely sends Retry-After.
        return RateLimitHeaders.retryAfter(response, now)
                .filter(value -> value.compareTo(FIRST_WAIT) > 0)
                .map(value -> value.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : value)
                .orElse(FIRST_WAIT);
    }

    private static String said(ProviderResponse response, VendorError error) {
        return "Google answers %d (%s) to %s".formatted(response.status(), error.codes(), response.request());
    }
}
