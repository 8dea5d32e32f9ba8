package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * An authenticator that fetches app-only tokens with the client credentials flow. The app authenticates with the first
 * of these that is configured: its certificate, a token from another issuer that the app trusts, or a secret.
 */
final class EntraAuthenticator implements Authenticator {
    /**
     * The credential slot for a token from a trusted issuer, such as AWS. The slot is read again for every token
     * request, because the token is short-lived.
     */
    static final String FEDERATED = "federated-token";

    static final String SECRET = "client-secret";

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /**
     * The time before expiry at which a token is renewed. Entra's tokens are valid for an hour or slightly longer, and
     * a token must last for the many calls that one page can take.
     */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private static final Duration MAX_LIFETIME = Duration.ofDays(2);

    private record TokenKey(TenantId tenant, ConnectionId connection) {
        static TokenKey of(ProviderSession session) {
            return new TokenKey(
                    session.connection().tenant(), session.connection().id());
        }
    }

    private record Token(Secret value, Instant renewAt) {}

    private final ConcurrentMap<TokenKey, Token> tokens = new ConcurrentHashMap<>();

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        TokenKey slot = TokenKey.of(session);
        Instant now = session.clock().instant();
        Token token = tokens.get(slot);
        if (token == null || !now.isBefore(token.renewAt())) {
            token = fetch(session, EntraSettings.of(session), now);
            tokens.put(slot, token);
        }
        return request.header("authorization", "Bearer " + token.value().reveal());
    }

    @Override
    public void forget(ProviderSession session) {
        tokens.remove(TokenKey.of(session));
    }

    private static Token fetch(ProviderSession session, EntraSettings settings, Instant now) throws ConnectorException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", settings.clientId());
        form.put("scope", settings.scope());
        addClientAuthentication(session, settings, now, form);
        ProviderRequest request = ProviderRequest.mutation(
                Method.POST,
                settings.tokenUrl(),
                EntraRateLimits.TOKENS,
                "",
                new Body("application/x-www-form-urlencoded", encode(form)),
                true);
        JsonNodeReader answer = JsonNodeReader.of(session.http().send(request));
        Duration lifetime = lifetime(answer);
        Duration early = lifetime.compareTo(RENEW_BEFORE.multipliedBy(2)) > 0 ? RENEW_BEFORE : lifetime.dividedBy(2);
        return new Token(
                Secret.of(answer.nonBlank("access_token")), now.plus(lifetime).minus(early));
    }

    private static void addClientAuthentication(
            ProviderSession session, EntraSettings settings, Instant now, Map<String, String> form)
            throws ConnectorException {
        Optional<Secret> certificate = session.credential(EntraClientCertificate.SLOT);
        Optional<Secret> federated = session.credential(FEDERATED);
        Optional<Secret> secret = session.credential(SECRET);
        if (certificate.isPresent()) {
            addAssertion(
                    form,
                    EntraClientAssertion.sign(
                            EntraClientCertificate.parse(certificate.get()),
                            settings.clientId(),
                            settings.audience(),
                            now));
        } else if (federated.isPresent()) {
            addAssertion(form, federated.get().reveal().strip());
        } else if (secret.isPresent()) {
            form.put("client_secret", secret.get().reveal());
        } else {
            throw new ConnectorException(
                    new Misconfigured("connection '%s' (%s) requires one of the credentials '%s', '%s' or '%s'"
                            .formatted(
                                    session.connection().id(),
                                    session.connection().provider(),
                                    EntraClientCertificate.SLOT,
                                    FEDERATED,
                                    SECRET)));
        }
    }

    private static void addAssertion(Map<String, String> form, String assertion) {
        form.put("client_assertion_type", ASSERTION_TYPE);
        form.put("client_assertion", assertion);
    }

    private static Duration lifetime(JsonNodeReader answer) throws ConnectorException {
        long seconds = answer.number("expires_in");
        if (seconds < 1 || seconds > MAX_LIFETIME.toSeconds()) {
            throw answer.member("expires_in").unexpected("between one second and two days");
        }
        return Duration.ofSeconds(seconds);
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
