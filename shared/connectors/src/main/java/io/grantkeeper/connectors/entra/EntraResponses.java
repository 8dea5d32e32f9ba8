package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
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

/** What Microsoft's answers mean. Decided by status, headers and codes, never by message text. */
final class EntraResponses implements ResponseReader {
    /** Some services throttle without a word on how long; the directory's windows are ten seconds. */
    static final Duration UNSAID_WAIT = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** The tenant lacks Entra ID P1 or P2, which these calls need. */
    private static final Set<String> NO_LICENCE =
            Set.of("Authentication_RequestFromNonPremiumTenantOrB2CTenant", "RequestFromNonPremiumTenantOrB2CTenant");

    /** The application is not in the tenant, or is disabled there. */
    private static final Set<String> NO_SUCH_APP = Set.of("700016", "7000112");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return Batch.isBatch(response.uri()) ? inside(response, now) : Optional.empty();
        }
        VendorError error = VendorError.of(response.body());
        return Optional.of(error.oauth().isEmpty() ? of(response, error, now) : ofTokenEndpoint(response, error, now));
    }

    /** Each request inside a batch is throttled by itself, under an outer 200. */
    private static Optional<ConnectorProblem> inside(ProviderResponse response, Instant now) {
        try {
            return Batch.trouble(response, now);
        } catch (ConnectorException unreadable) {
            return Optional.of(unreadable.problem());
        }
    }

    /** An answer that is not good, be it an answer of its own or one inside a batch. */
    static ConnectorProblem of(ProviderResponse response, VendorError error, Instant now) {
        String said = said(response, error);
        int status = response.status();
        boolean asksToWait =
                status == 503 && RateLimitHeaders.retryAfter(response, now).isPresent();
        if (status == 429 || status == 509 || asksToWait) {
            return tooFast(response, now);
        }
        if (status == 410 || error.isLostState()) {
            return new NotFound(said + ": the state of this delta is gone, everything has to be read again");
        }
        return switch (status) {
            case 400 -> badRequest(response, error, said);
            case 401 ->
                new InvalidToken(
                        said + ": the access token is refused; check that the app registration's credential is "
                                + "valid and that the app is not disabled in the tenant");
            case 403 ->
                NO_LICENCE.contains(error.code())
                        ? new NotOffered(said + ": the tenant has no Entra ID P1 or P2 licence")
                        : new InsufficientScope(
                                Scopes.of(response.request().method().name(), response.uri()),
                                said + ": the application permission is not granted, or has no admin consent");
            case 404 ->
                error.recognised()
                        ? new NotFound(said)
                        : new Misconfigured(
                                said + ": this is not Graph's form of an error; check the setting 'base-url'");
            case 408, 423 -> new Unavailable(said);
            default -> status >= 500 ? new Unavailable(said) : new UnexpectedResponse(said);
        };
    }

    private static RateLimited tooFast(ProviderResponse response, Instant now) {
        Duration wait = RateLimitHeaders.retryAfter(response, now).orElse(UNSAID_WAIT);
        return new RateLimited(
                wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait,
                response.request().limit());
    }

    /** Clouds that do not know agents yet refuse the type itself. */
    private static ConnectorProblem badRequest(ProviderResponse response, VendorError error, String said) {
        String path = response.uri().getRawPath();
        boolean agents = path.endsWith("/microsoft.graph.agentIdentity") || path.endsWith("/microsoft.graph.agentUser");
        return agents && error.recognised()
                ? new NotOffered(said + ": agent identities are not offered in this tenant or cloud")
                : new UnexpectedResponse(said);
    }

    /** RFC 6749 codes, as Entra uses them for client credentials. */
    private static ConnectorProblem ofTokenEndpoint(ProviderResponse response, VendorError error, Instant now) {
        String said = said(response, error);
        if (response.status() == 429) {
            return tooFast(response, now);
        }
        if (error.hasNumber(NO_SUCH_APP)) {
            return new InvalidToken(said + ": the app is not in the tenant or disabled there; check 'client-id' and "
                    + "'tenant-id', and that an administrator has consented to the app");
        }
        return switch (error.oauth()) {
            case "invalid_client", "invalid_grant", "unauthorized_client", "access_denied" ->
                new InvalidToken(said + ": the secret, certificate or federated token is wrong or expired, or this "
                        + "machine's clock is off");
            case "invalid_request", "invalid_scope", "invalid_resource" ->
                new Misconfigured(said + ": check the settings 'tenant-id' and 'client-id'");
            case "temporarily_unavailable", "server_error" -> new Unavailable(said);
            default -> response.status() >= 500 ? new Unavailable(said) : new UnexpectedResponse(said);
        };
    }

    private static String said(ProviderResponse response, VendorError error) {
        return "Microsoft answers %d (%s) to %s".formatted(response.status(), error.codes(), response.request());
    }
}
