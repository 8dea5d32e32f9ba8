package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches tokens from the organisation's authorisation server. A proof is always sent: where the app does not ask for
 * one, Okta either binds the token all the same or answers with a plain one, and both work.
 */
final class TokenEndpoint {
    /** Okta's tokens live for an hour; a long page of calls must not outlive its token. */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    private final DpopNonces nonces;

    TokenEndpoint(DpopNonces nonces) {
        this.nonces = nonces;
    }

    AccessToken fetch(ProviderSession session, DpopKey key, String scope) throws ConnectorException {
        OktaSettings settings = OktaSettings.of(session.connection());
        try {
            ProviderResponse response = askTwice(session, settings, key, scope);
            if (!response.isSuccess()) {
                // The first call of a process has no nonce, and a known one lasts a day at most: asked for, it is sent.
                response = askTwice(session, settings, key, scope);
            }
            if (!response.isSuccess()) {
                throw Problems.unexpected(response + ": the nonce that Okta asked for was sent, and it asks again");
            }
            return token(JsonBody.of(response), session.clock().instant());
        } catch (ConnectorException e) {
            throw e.problem() instanceof InsufficientScope problem ? notGranted(problem, scope) : e;
        }
    }

    /** Assertion and proof are good for one call, so it is made anew here and never sent again by the client. */
    private ProviderResponse askTwice(ProviderSession session, OktaSettings settings, DpopKey key, String scope)
            throws ConnectorException {
        try {
            return ask(session, settings, key, scope);
        } catch (ConnectorException e) {
            if (e.problem() instanceof Unavailable) {
                return ask(session, settings, key, scope);
            }
            throw e;
        }
    }

    private ProviderResponse ask(ProviderSession session, OktaSettings settings, DpopKey key, String scope)
            throws ConnectorException {
        Optional<String> nonce = nonces.forTokens(settings.tokenUrl());
        String form = "grant_type=client_credentials&scope=%s&client_assertion_type=%s&client_assertion=%s"
                .formatted(encode(scope), encode(ClientAssertion.TYPE), ClientAssertion.sign(session, settings));
        ProviderRequest request = ProviderRequest.change(
                Method.POST,
                settings.tokenUrl(),
                OktaLimits.TOKENS,
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

    private static AccessToken token(JsonBody answer, Instant now) throws ConnectorException {
        long seconds = answer.number("expires_in");
        if (seconds < 1 || seconds > LONGEST_LIFETIME.toSeconds()) {
            throw answer.member("expires_in").unexpected("between one second and a day");
        }
        Duration lifetime = Duration.ofSeconds(seconds);
        Duration early = lifetime.compareTo(RENEW_BEFORE.multipliedBy(2)) > 0 ? RENEW_BEFORE : lifetime.dividedBy(2);
        boolean bound = answer.optionalText("token_type")
                .filter(type -> type.toLowerCase(Locale.ROOT).equals("dpop"))
                .isPresent();
        return new AccessToken(
                Secret.of(answer.text("access_token")),
                bound,
                now.plus(lifetime).minus(early));
    }

    /** The token endpoint does not say which scope it misses; we know what we asked for. */
    private static ConnectorException notGranted(InsufficientScope problem, String scope) {
        return new ConnectorException(new InsufficientScope(
                Set.of(scope),
                problem.detail() + ": grant the scope to the service app, on its page under Okta API scopes"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
