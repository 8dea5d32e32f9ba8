package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.TokenLifetime;
import io.grantkeeper.identity.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The client for the token endpoint of the organization's authorization server. Every request contains a proof of
 * possession. If the app does not require one, Okta returns either a bound or a plain token, and both work.
 */
final class OktaTokenEndpoint {
    /** Okta's tokens are valid for an hour. */
    private static final TokenLifetime LIFETIME = new TokenLifetime(Duration.ofMinutes(5), 1);

    private final OktaDpopNonces nonces;

    OktaTokenEndpoint(OktaDpopNonces nonces) {
        this.nonces = nonces;
    }

    OktaAccessToken fetch(ProviderSession session, OktaDpopKey key, String scope) throws ConnectorException {
        OktaSettings settings = OktaSettings.of(session.connection());
        try {
            ProviderResponse response = requestWithRetry(session, settings, key, scope);
            if (!response.isSuccess()) {
                // The first call of a process has no nonce, and a known nonce is valid for at most a day. If Okta
                // requires a nonce, the second request contains it.
                response = requestWithRetry(session, settings, key, scope);
            }
            if (!response.isSuccess()) {
                throw ConnectorException.unexpected(
                        response + ": Okta requests a nonce again, although the requested nonce was sent");
            }
            return token(JsonNodeReader.of(response), session.clock().instant());
        } catch (ConnectorException e) {
            throw e.problem() instanceof InsufficientScope problem ? notGranted(problem, scope) : e;
        }
    }

    /**
     * Sends the request, and sends a second one if Okta is unavailable. An assertion and a proof are valid for only one
     * call, so the second request contains new ones. The HTTP client cannot create them, so it does not retry token
     * requests.
     */
    private ProviderResponse requestWithRetry(
            ProviderSession session, OktaSettings settings, OktaDpopKey key, String scope) throws ConnectorException {
        try {
            return request(session, settings, key, scope);
        } catch (ConnectorException e) {
            if (e.problem() instanceof Unavailable) {
                return request(session, settings, key, scope);
            }
            throw e;
        }
    }

    private ProviderResponse request(ProviderSession session, OktaSettings settings, OktaDpopKey key, String scope)
            throws ConnectorException {
        Optional<String> nonce = nonces.forTokens(settings.tokenUrl());
        String form = "grant_type=client_credentials&scope=%s&client_assertion_type=%s&client_assertion=%s"
                .formatted(
                        encode(scope), encode(OktaClientAssertion.TYPE), OktaClientAssertion.sign(session, settings));
        ProviderRequest request = ProviderRequest.mutation(
                Method.POST,
                settings.tokenUrl(),
                OktaRateLimits.TOKENS,
                "",
                new Body("application/x-www-form-urlencoded", form),
                false);
        String proof = key.proof(
                "POST",
                settings.tokenUrl(),
                Optional.empty(),
                nonce,
                session.clock().instant());
        return session.http().send(request.header("dpop", proof).header("accept", "application/json"));
    }

    private static OktaAccessToken token(JsonNodeReader answer, Instant now) throws ConnectorException {
        Instant renewAt = LIFETIME.renewAt(answer, now);
        boolean bound = answer.optionalText("token_type")
                .filter(type -> type.toLowerCase(Locale.ROOT).equals("dpop"))
                .isPresent();
        return new OktaAccessToken(Secret.of(answer.text("access_token")), bound, renewAt);
    }

    /**
     * Returns a problem that contains the missing scope. The response of the token endpoint does not contain it, but
     * the request did.
     */
    private static ConnectorException notGranted(InsufficientScope problem, String scope) {
        return new ConnectorException(new InsufficientScope(
                Set.of(scope),
                problem.detail() + ": grant the scope to the service app, on its page under Okta API scopes"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
