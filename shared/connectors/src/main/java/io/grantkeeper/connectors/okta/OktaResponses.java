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
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import io.grantkeeper.connector.http.ResponseReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** What Okta's answers mean. Decided by status and {@code errorCode}, never by message text. */
final class OktaResponses implements ResponseReader {
    static final String DPOP_NONCE = "dpop-nonce";
    static final String USE_NONCE = "use_dpop_nonce";
    static final String INVALID_PROOF = "invalid_dpop_proof";

    /** Too many calls at once: Okta names no time, and they are over soon. */
    private static final Duration CONCURRENT_WAIT = Duration.ofSeconds(2);
    /** A limit's window, where its end is not told. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final DpopNonces nonces;

    OktaResponses(DpopNonces nonces) {
        this.nonces = nonces;
    }

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        nonces.note(response);
        if (response.isSuccess()) {
            return Optional.empty();
        }
        OktaError error = OktaError.of(response.body());
        if (response.status() == 429 || error.code().equals("E0000047")) {
            return Optional.of(
                    new RateLimited(wait(response, now), response.request().limit()));
        }
        if (response.request().limit().equals(OktaLimits.TOKENS)) {
            return ofTokenEndpoint(response, error);
        }
        return Optional.of(ofApi(response, error));
    }

    private static ConnectorProblem ofApi(ProviderResponse response, OktaError error) {
        String said = said(response, error);
        return switch (response.status()) {
            case 401 ->
                new InvalidToken(
                        said
                                + ": the token is refused; an API token ends after 30 days without use and with its owner's account");
            case 403 -> forbidden(response, error);
            case 404 -> notFound(response, error);
            case 405 -> new NotOffered(said + ": this organisation does not have this call");
            case 408, 500, 502, 503, 504 -> new Unavailable(said);
            case 400 ->
                error.oauth().equals(USE_NONCE) || error.oauth().equals(INVALID_PROOF)
                        ? new InvalidToken(said + ": the proof of possession is refused; check this machine's clock")
                        : new UnexpectedResponse(said);
            default -> response.status() > 500 ? new Unavailable(said) : new UnexpectedResponse(said);
        };
    }

    /** E0000015: the feature is not part of what the organisation has bought; anything else is about rights. */
    private static ConnectorProblem forbidden(ProviderResponse response, OktaError error) {
        String said = said(response, error);
        if (error.code().equals("E0000015")) {
            return new NotOffered(said + ": the organisation does not have this feature");
        }
        return new InsufficientScope(
                Set.of(response.request().credential()),
                said
                        + ": the scope is not granted to the service app, or its administrator role does not reach so far");
    }

    /** Only Okta's own code proves that the object is gone; E0000008 and E0000022 are about the address. */
    private static ConnectorProblem notFound(ProviderResponse response, OktaError error) {
        String said = said(response, error);
        if (!error.recognised()) {
            return new Misconfigured(said + ": this is not Okta's form of an error; check the setting 'base-url'");
        }
        return error.code().equals("E0000007")
                ? new NotFound(said)
                : new NotOffered(said + ": this organisation does not have this call");
    }

    /** RFC 6749 codes. The nonce that is asked for is an answer to work with, not an error. */
    private static Optional<ConnectorProblem> ofTokenEndpoint(ProviderResponse response, OktaError error) {
        String said = said(response, error);
        if (asksForNonce(response, error)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (error.oauth()) {
                    case "invalid_scope", "access_denied" -> new InsufficientScope(Set.of(), said);
                    case "invalid_client", "invalid_grant", "unauthorized_client", USE_NONCE, INVALID_PROOF ->
                        new InvalidToken(
                                said
                                        + ": check that 'client-id' is an active service app, that 'private-key' belongs to one of its active keys, and this machine's clock");
                    case "temporarily_unavailable", "server_error" -> new Unavailable(said);
                    default -> byStatus(response, said);
                });
    }

    private static ConnectorProblem byStatus(ProviderResponse response, String said) {
        return switch (response.status()) {
            case 401 -> new InvalidToken(said);
            case 403 -> new InsufficientScope(Set.of(), said);
            case 404 -> new Misconfigured(said + ": check the setting 'base-url'");
            case 408 -> new Unavailable(said);
            default -> response.status() >= 500 ? new Unavailable(said) : new UnexpectedResponse(said);
        };
    }

    static boolean asksForNonce(ProviderResponse response, OktaError error) {
        return response.status() == 400
                && error.oauth().equals(USE_NONCE)
                && response.header(DPOP_NONCE).isPresent();
    }

    /**
     * Okta tells the end of the window in epoch seconds by its own clock, which its Date header tells; Retry-After comes
     * from what stands in front of it. A limit of 0 is the one on calls at once.
     */
    private static Duration wait(ProviderResponse response, Instant now) {
        if (RateLimitHeaders.remaining(response, "x-rate-limit-limit").orElse(1L) == 0) {
            return CONCURRENT_WAIT;
        }
        return RateLimitHeaders.until(
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

    private static String said(ProviderResponse response, OktaError error) {
        return "Okta answers %d (%s) to %s".formatted(response.status(), error.words(), response.request());
    }
}
