package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
 * Exchanges signed assertions for access tokens, one for each kind of access, so that a scope which is not delegated
 * takes down only the streams that need it. Tokens are kept until shortly before they expire.
 */
final class GoogleAuthenticator implements Authenticator {
    /** Google's tokens live for an hour; a long page of calls must not outlive its token. */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private record Slot(TenantId tenant, ConnectionId connection, String subject, Access access) {}

    private record Token(Secret value, Instant renewAt) {}

    private final ConcurrentMap<Slot, Token> tokens = new ConcurrentHashMap<>();

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        GoogleSettings settings = GoogleSettings.of(session);
        Access access = Access.of(request.uri());
        Slot slot = new Slot(session.connection().tenant(), session.connection().id(), settings.adminUser(), access);
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

    private static Token fetch(ProviderSession session, GoogleSettings settings, Access access, Instant now)
            throws ConnectorException {
        ServiceAccountKey key = ServiceAccountKey.parse(session.requiredCredential(Calls.KEY));
        Optional<String> subject = access.asAdministrator() ? Optional.of(settings.adminUser()) : Optional.empty();
        String assertion = Assertion.sign(key, subject, access.scope(), now);
        Body form = new Body(
                "application/x-www-form-urlencoded", "grant_type=" + encode(GRANT_TYPE) + "&assertion=" + assertion);
        ProviderRequest request =
                ProviderRequest.change(Method.POST, settings.tokenUrl(), Limits.TOKENS, "", form, true);
        try {
            JsonBody answer = JsonBody.of(session.http().send(request));
            Duration lifetime = lifetime(answer);
            Duration early =
                    lifetime.compareTo(RENEW_BEFORE.multipliedBy(2)) > 0 ? RENEW_BEFORE : lifetime.dividedBy(2);
            return new Token(
                    Secret.of(Read.required(answer, "access_token")),
                    now.plus(lifetime).minus(early));
        } catch (ConnectorException e) {
            throw e.problem() instanceof InsufficientScope problem ? notDelegated(problem, key, settings, access) : e;
        }
    }

    private static Duration lifetime(JsonBody answer) throws ConnectorException {
        long seconds = answer.number("expires_in");
        if (seconds < 1 || seconds > LONGEST_LIFETIME.toSeconds()) {
            throw answer.member("expires_in").unexpected("between one second and a day");
        }
        return Duration.ofSeconds(seconds);
    }

    /** The token endpoint does not say which scope it misses; we know what we asked for. */
    private static ConnectorException notDelegated(
            InsufficientScope problem, ServiceAccountKey key, GoogleSettings settings, Access access) {
        return new ConnectorException(new InsufficientScope(
                Set.of(access.scope()),
                "%s: in the Admin console under Security > API controls > Domain-wide delegation, add the scope for client id %s (%s), which speaks for %s"
                        .formatted(problem.detail(), key.clientId(), key.email(), settings.adminUser())));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
