package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.AccessTokenCache;
import io.grantkeeper.connector.http.AccessTokenCache.AccessToken;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.TokenLifetime;
import io.grantkeeper.identity.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An authenticator that exchanges signed assertions for access tokens. Each kind of access has its own token, so if a
 * scope is not delegated, only the streams that need it fail. Tokens are cached until shortly before they expire.
 */
final class GoogleAuthenticator implements Authenticator {
    /** Google's tokens are valid for an hour. */
    private static final TokenLifetime LIFETIME = new TokenLifetime(Duration.ofMinutes(5), 1);

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final AccessTokenCache tokens = new AccessTokenCache();

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        GoogleSettings settings = GoogleSettings.of(session);
        GoogleCallAccess access = GoogleCallAccess.of(request.uri());
        Secret token = tokens.token(
                session, access + " " + settings.adminUser(), now -> fetch(session, settings, access, now));
        return request.header("authorization", "Bearer " + token.reveal());
    }

    @Override
    public void forget(ProviderSession session) {
        tokens.forget(session);
    }

    private static AccessToken fetch(
            ProviderSession session, GoogleSettings settings, GoogleCallAccess access, Instant now)
            throws ConnectorException {
        GoogleServiceAccountKey key = GoogleServiceAccountKey.parse(session.requiredCredential(GoogleClient.KEY));
        Optional<String> subject = access.asAdministrator() ? Optional.of(settings.adminUser()) : Optional.empty();
        String assertion = GoogleJwtAssertion.sign(key, subject, access.scope(), now);
        Body form = new Body(
                "application/x-www-form-urlencoded", "grant_type=" + encode(GRANT_TYPE) + "&assertion=" + assertion);
        ProviderRequest request =
                ProviderRequest.mutation(Method.POST, settings.tokenUrl(), GoogleRateLimits.TOKENS, "", form, true);
        try {
            JsonNodeReader answer = JsonNodeReader.of(session.http().send(request));
            Instant renewAt = LIFETIME.renewAt(answer, now);
            return new AccessToken(Secret.of(answer.nonBlank("access_token")), renewAt);
        } catch (ConnectorException e) {
            throw e.problem() instanceof InsufficientScope problem ? notDelegated(problem, key, settings, access) : e;
        }
    }

    /**
     * Returns a problem that contains the missing scope. The response of the token endpoint does not contain it, but
     * the request did.
     */
    private static ConnectorException notDelegated(
            InsufficientScope problem, GoogleServiceAccountKey key, GoogleSettings settings, GoogleCallAccess access) {
        return new ConnectorException(new InsufficientScope(
                Set.of(access.scope()),
                "%s: in the Admin console under Security > API controls > Domain-wide delegation, add the scope for client id %s (%s), which acts as %s"
                        .formatted(problem.detail(), key.clientId(), key.email(), settings.adminUser())));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
