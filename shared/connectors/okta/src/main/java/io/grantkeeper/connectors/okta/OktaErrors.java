package io.grantkeeper.connectors.okta;

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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Classifies Okta's responses by status and {@code errorCode}, never by message text. */
final class OktaErrors implements ProviderErrorMapper {
    static final String DPOP_NONCE = "dpop-nonce";
    static final String USE_NONCE = "use_dpop_nonce";
    static final String INVALID_PROOF = "invalid_dpop_proof";

    /**
     * The wait after too many concurrent calls. Okta does not state a wait, but running calls soon complete, so a short
     * wait is enough.
     */
    private static final Duration CONCURRENT_WAIT = Duration.ofSeconds(2);
    /** The wait after throttling if the response does not state when the rate limit's window ends. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final OktaDpopNonces nonces;

    OktaErrors(OktaDpopNonces nonces) {
        this.nonces = nonces;
    }

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        nonces.record(response);
        if (response.isSuccess()) {
            return Optional.empty();
        }
        OktaErrorCode error = OktaErrorCode.of(response.body());
        if (response.status() == 429 || error.code().equals("E0000047")) {
            return Optional.of(
                    new RateLimited(wait(response, now), response.request().limit()));
        }
        if (response.request().limit().equals(OktaRateLimits.TOKENS)) {
            return tokenEndpointProblem(response, error);
        }
        return Optional.of(apiProblem(response, error));
    }

    private static ConnectorProblem apiProblem(ProviderResponse response, OktaErrorCode error) {
        String message = describe(response, error);
        return switch (response.status()) {
            case 401 ->
                new InvalidToken(
                        message
                                + ": the token was rejected; an API token expires after 30 days without use, or when its owner's account is deactivated");
            case 403 -> forbidden(response, error);
            case 404 -> notFound(response, error);
            case 405 -> new NotOffered(message + ": this call is not available in this organization");
            case 408, 500, 502, 503, 504 -> new Unavailable(message);
            case 400 ->
                error.oauth().equals(USE_NONCE) || error.oauth().equals(INVALID_PROOF)
                        ? new InvalidToken(
                                message + ": the proof of possession was rejected; check this machine's clock")
                        : new UnexpectedResponse(message);
            default -> response.status() > 500 ? new Unavailable(message) : new UnexpectedResponse(message);
        };
    }

    /**
     * Returns the problem for a 403. E0000015 means that the organization has not licensed the feature; all other codes
     * mean that a permission is missing.
     */
    private static ConnectorProblem forbidden(ProviderResponse response, OktaErrorCode error) {
        String message = describe(response, error);
        if (error.code().equals("E0000015")) {
            return new NotOffered(message + ": the feature is not available in this organization");
        }
        return new InsufficientScope(
                Set.of(response.request().credential()),
                message
                        + ": the scope is not granted to the service app, or its administrator role does not cover this call");
    }

    /**
     * Returns the problem for a 404. Only E0000007 means that the object does not exist. Other codes, such as E0000008
     * and E0000022, mean that the organization does not offer the call. A response without one of Okta's codes means
     * that the base URL is wrong.
     */
    private static ConnectorProblem notFound(ProviderResponse response, OktaErrorCode error) {
        String message = describe(response, error);
        if (!error.isRecognized()) {
            return new Misconfigured(message + ": this is not an Okta error response; check the setting 'base-url'");
        }
        return error.code().equals("E0000007")
                ? new NotFound(message)
                : new NotOffered(message + ": this call is not available in this organization");
    }

    /**
     * Returns the problem that a response of the token endpoint reports. The endpoint uses the error codes of RFC
     * 6749. A response that requires a nonce is not a problem, because the next request can contain the nonce.
     */
    private static Optional<ConnectorProblem> tokenEndpointProblem(ProviderResponse response, OktaErrorCode error) {
        String message = describe(response, error);
        if (asksForNonce(response, error)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (error.oauth()) {
                    case "invalid_scope", "access_denied" -> new InsufficientScope(Set.of(), message);
                    case "invalid_client", "invalid_grant", "unauthorized_client", USE_NONCE, INVALID_PROOF ->
                        new InvalidToken(
                                message
                                        + ": check that 'client-id' identifies an active service app, that 'private-key' matches one of its active keys, and that this machine's clock is right");
                    case "temporarily_unavailable", "server_error" -> new Unavailable(message);
                    default -> byStatus(response, message);
                });
    }

    private static ConnectorProblem byStatus(ProviderResponse response, String message) {
        return switch (response.status()) {
            case 401 -> new InvalidToken(message);
            case 403 -> new InsufficientScope(Set.of(), message);
            case 404 -> new Misconfigured(message + ": check the setting 'base-url'");
            case 408 -> new Unavailable(message);
            default -> response.status() >= 500 ? new Unavailable(message) : new UnexpectedResponse(message);
        };
    }

    static boolean asksForNonce(ProviderResponse response, OktaErrorCode error) {
        return response.status() == 400
                && error.oauth().equals(USE_NONCE)
                && response.header(DPOP_NONCE).isPresent();
    }

    /**
     * Returns how long to wait. Okta states the end of the window in epoch seconds of its own clock, so the wait is
     * calculated relative to the Date header. Retry-After comes from the layer in front of Okta. A limit of 0 means
     * that too many calls were made concurrently.
     */
    private static Duration wait(ProviderResponse response, Instant now) {
        if (RateLimitHeaders.remaining(response, "x-rate-limit-limit").orElse(1L) == 0) {
            return CONCURRENT_WAIT;
        }
        return RateLimitHeaders.timeUntil(
                        response, "x-rate-limit-reset", date(response).orElse(now))
                .or(() -> RateLimitHeaders.retryAfter(response, now))
                .map(wait -> wait.compareTo(WINDOW) > 0 ? WINDOW : wait)
                .orElse(WINDOW);
    }

    private static Optional<Instant> date(ProviderResponse response) {
        try {
            return response.header("date")
                    .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String describe(ProviderResponse response, OktaErrorCode error) {
        return "Okta returned %d (%s) for %s".formatted(response.status(), error.describe(), response.request());
    }
}
