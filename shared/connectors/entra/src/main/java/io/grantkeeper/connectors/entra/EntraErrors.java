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
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Classifies Microsoft's responses by status, headers and codes, never by message text. */
final class EntraErrors implements ProviderErrorMapper {
    /** The wait if a service throttles without stating a wait: the directory's quota windows are ten seconds long. */
    static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);

    /** The wait if ID Protection throttles. Its quota applies to each second, and its responses do not state a wait. */
    private static final Duration WAIT_FOR_RISK = Duration.ofSeconds(2);

    private static final Duration MAX_WAIT = Duration.ofHours(1);

    /** The codes for a tenant without Entra ID P1 or P2, which some calls require. */
    private static final Set<String> NO_LICENCE =
            Set.of("Authentication_RequestFromNonPremiumTenantOrB2CTenant", "RequestFromNonPremiumTenantOrB2CTenant");

    /** The code for a tenant without the license for Privileged Identity Management. */
    private static final String NO_LICENCE_FOR_ACTIVATION = "AadPremiumLicenseRequired";

    /** The token endpoint's error numbers for an app that is not in the tenant, or is disabled there. */
    private static final Set<String> NO_SUCH_APP = Set.of("700016", "7000112");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return GraphBatch.isBatch(response.uri()) ? problemInBatch(response, now) : Optional.empty();
        }
        EntraErrorCode error = EntraErrorCode.of(response.body());
        return Optional.of(
                error.oauth().isEmpty() ? of(response, error, now) : tokenEndpointProblem(response, error, now));
    }

    /**
     * Returns the pause that a successful batch response demands because some of its requests were throttled; empty if
     * none were.
     */
    @Override
    public List<RateLimited> pauses(ProviderResponse response, Instant now) {
        return response.isSuccess() && GraphBatch.isBatch(response.uri())
                ? GraphBatch.pause(response, now).map(List::of).orElse(List.of())
                : List.of();
    }

    /**
     * Returns the problem that makes a batch response unusable. The outer status is 200 even if requests in the batch
     * are throttled.
     */
    private static Optional<ConnectorProblem> problemInBatch(ProviderResponse response, Instant now) {
        try {
            return GraphBatch.batchProblem(response, now);
        } catch (ConnectorException unreadable) {
            return Optional.of(unreadable.problem());
        }
    }

    /**
     * Returns the problem that an unsuccessful response reports, whether it is a whole response or one inside a batch.
     */
    static ConnectorProblem of(ProviderResponse response, EntraErrorCode error, Instant now) {
        String message = describe(response, error);
        int status = response.status();
        boolean asksToWait =
                status == 503 && RateLimitHeaders.retryAfter(response, now).isPresent();
        if (status == 429 || status == 509 || asksToWait) {
            return rateLimited(response, now);
        }
        if ((status == 400 || status == 403) && error.code().equals(NO_LICENCE_FOR_ACTIVATION)) {
            return new NotOffered(message + ": the tenant has no Entra ID P2 or Entra ID Governance license");
        }
        if (status == 410 || error.isLostState()) {
            return new NotFound(message + ": the delta token has expired; a full read is required");
        }
        return switch (status) {
            case 400 -> badRequest(response, error, message);
            case 401 ->
                new InvalidToken(
                        message + ": the access token was rejected; check that the app registration's credential is "
                                + "valid and that the app is not disabled in the tenant");
            case 403 -> forbidden(response, error, message);
            case 404 ->
                error.recognised()
                        ? new NotFound(message)
                        : new Misconfigured(
                                message + ": this is not a Graph error response; check the setting 'base-url'");
            case 408, 423 -> new Unavailable(message);
            default -> status >= 500 ? new Unavailable(message) : new UnexpectedResponse(message);
        };
    }

    private static ConnectorProblem forbidden(ProviderResponse response, EntraErrorCode error, String message) {
        if (NO_LICENCE.contains(error.code())) {
            return new NotOffered(message + ": the tenant has no Entra ID P1 or P2 license");
        }
        if (error.unlicensed() && response.uri().getRawPath().contains("/identityProtection/")) {
            return new NotOffered(message + ": the tenant has no license for this part of Entra ID Protection, such as "
                    + "Entra Workload ID Premium");
        }
        return new InsufficientScope(
                EntraScopes.of(response.request().method().name(), response.uri()),
                message + ": the application permission is not granted, or has no admin consent");
    }

    private static RateLimited rateLimited(ProviderResponse response, Instant now) {
        Duration usual = response.request().limit().equals(EntraRateLimits.RISK) ? WAIT_FOR_RISK : DEFAULT_WAIT;
        Duration wait = RateLimitHeaders.retryAfter(response, now).orElse(usual);
        return new RateLimited(
                wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait,
                response.request().limit());
    }

    /**
     * Returns the problem that a 400 reports. A cloud that does not support agents rejects their type with this
     * status.
     */
    private static ConnectorProblem badRequest(ProviderResponse response, EntraErrorCode error, String message) {
        String path = response.uri().getRawPath();
        boolean agents = path.endsWith("/microsoft.graph.agentIdentity")
                || path.endsWith("/microsoft.graph.agentUser")
                || path.endsWith("/riskyAgents")
                || path.endsWith("/agentRiskDetections");
        return agents && error.recognised()
                ? new NotOffered(message + ": agent identities are not available in this tenant or cloud")
                : new UnexpectedResponse(message);
    }

    /**
     * Returns the problem that a response of the token endpoint reports. The endpoint uses the error codes of RFC
     * 6749 for client credentials.
     */
    private static ConnectorProblem tokenEndpointProblem(ProviderResponse response, EntraErrorCode error, Instant now) {
        String message = describe(response, error);
        if (response.status() == 429) {
            return rateLimited(response, now);
        }
        if (error.hasNumber(NO_SUCH_APP)) {
            return new InvalidToken(
                    message + ": the app is not in the tenant or is disabled there; check 'client-id' and "
                            + "'tenant-id', and that an administrator has consented to the app");
        }
        return switch (error.oauth()) {
            case "invalid_client", "invalid_grant", "unauthorized_client", "access_denied" ->
                new InvalidToken(
                        message + ": the secret, certificate or federated token is invalid or expired, or this "
                                + "machine's clock is wrong");
            case "invalid_request", "invalid_scope", "invalid_resource" ->
                new Misconfigured(message + ": check the settings 'tenant-id' and 'client-id'");
            case "temporarily_unavailable", "server_error" -> new Unavailable(message);
            default -> response.status() >= 500 ? new Unavailable(message) : new UnexpectedResponse(message);
        };
    }

    private static String describe(ProviderResponse response, EntraErrorCode error) {
        return "Microsoft returned %d (%s) for %s".formatted(response.status(), error.codes(), response.request());
    }
}
