package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An authenticator that exchanges signed assertions for access tokens. Each kind of access has its own token, so if a
 * scope is not delegated, only the streams that need it fail. Tokens are cached until shortly before they expire.
 */
final class GoogleAuthenticator implements Authenticator {
    /**
     * The time before expiry at which a token is renewed. Google's tokens are valid for an hour, and a token must last
     * for the many calls that one page can take.
     */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private static final Duration MAX_LIFETIME = Duration.ofDays(1);

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private record TokenKey(TenantId tenant, ConnectionId connection, String subject, GoogleCallAccess access) {}

    private record Token(Secret value, Instant renewAt) {}

    private final ConcurrentMap<TokenKey, Token> tokens = new ConcurrentHashMap<>();

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        GoogleSettings settings = GoogleSettings.of(session);
        GoogleCallAccess access = GoogleCallAccess.of(request.uri());
        TokenKey slot =
                new TokenKey(session.connection().tenant(), session.connection().id(), settings.adminUser(), access);
        Instant now = session.clock().instant();
        Token token = tokens.get(slot);
        if (token == null || !now.isBefore(token.renewAt())) {
            token = fetch(session, settings, access, now);
            tokens.put(slot, token);
        }
        return request.header("authorization", "Bearer " + token.value().reveal());
    }

    @Override
    public void forget(ProviderSession session) {
        TenantId tenant = session.connection().tenant();
        ConnectionId connection = session.connection().id();
        tokens.keySet()
                .removeIf(slot ->
                        slot.tenant().equals(tenant) && slot.connection().equals(connection));
    }

    private static Token fetch(ProviderSession session, GoogleSettings settings, GoogleCallAccess access, Instant now)
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
            Duration lifetime = lifetime(answer);
            Duration early =
                    lifetime.compareTo(RENEW_BEFORE.multipliedBy(2)) > 0 ? RENEW_BEFORE : lifetime.dividedBy(2);
            return new Token(
                    Secret.of(answer.nonBlank("access_token")),
                    now.plus(lifetime).minus(early));
        } catch (ConnectorException e) {
            throw e.problem() instanceof InsufficientScope problem ? notDelegated(problem, key, settings, access) : e;
        }
    }

    private static Duration lifetime(JsonNodeReader answer) throws ConnectorException {
        long seconds = answer.number("expires_in");
        if (seconds < 1 || seconds > MAX_LIFETIME.toSeconds()) {
            throw answer.member("expires_in").unexpected("between one second and one day");
        }
        return Duration.ofSeconds(seconds);
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
