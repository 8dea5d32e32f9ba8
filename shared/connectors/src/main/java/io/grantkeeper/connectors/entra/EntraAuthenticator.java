package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Fetches app-only tokens by client credentials. The app proves itself by its certificate, else by a token of another
 * issuer that it trusts, else by a secret: whichever is configured, the better one first.
 */
final class EntraAuthenticator implements Authenticator {
    /** The credential slot with a token of a trusted issuer, such as AWS: short-lived, so it is read at each use. */
    static final String FEDERATED = "federated-token";

    static final String SECRET = "client-secret";

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Entra's tokens live for an hour or a little more; a long page of calls must not outlive its token. */
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(2);

    private record Slot(TenantId tenant, ConnectionId connection) {
        static Slot of(ProviderSession session) {
            return new Slot(session.connection().tenant(), session.connection().id());
        }
    }

    private record Token(Secret value, Instant renewAt) {}

    private final ConcurrentMap<Slot, Token> tokens = new ConcurrentHashMap<>();

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        Slot slot = Slot.of(session);
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
        tokens.remove(Slot.of(session));
    }

    private static Token fetch(ProviderSession session, EntraSettings settings, Instant now) throws ConnectorException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", settings.clientId());
        form.put("scope", settings.scope());
        prove(session, settings, now, form);
        ProviderRequest request = ProviderRequest.change(
                Method.POST,
                settings.tokenUrl(),
                Limits.TOKENS,
                "",
                new Body("application/x-www-form-urlencoded", encoded(form)),
                true);
        JsonBody answer = JsonBody.of(session.http().send(request));
        Duration lifetime = lifetime(answer);
        Duration early = lifetime.compareTo(RENEW_BEFORE.multipliedBy(2)) > 0 ? RENEW_BEFORE : lifetime.dividedBy(2);
        return new Token(
                Secret.of(Read.required(answer, "access_token")),
                now.plus(lifetime).minus(early));
    }

    private static void prove(ProviderSession session, EntraSettings settings, Instant now, Map<String, String> form)
            throws ConnectorException {
        Optional<Secret> certificate = session.credential(ClientCertificate.SLOT);
        Optional<Secret> federated = session.credential(FEDERATED);
        Optional<Secret> secret = session.credential(SECRET);
        if (certificate.isPresent()) {
            assertion(
                    form,
                    ClientAssertion.sign(
                            ClientCertificate.parse(certificate.get()), settings.clientId(), settings.audience(), now));
        } else if (federated.isPresent()) {
            assertion(form, federated.get().reveal().strip());
        } else if (secret.isPresent()) {
            form.put("client_secret", secret.get().reveal());
        } else {
            throw new ConnectorException(
                    new Misconfigured("connection '%s' (%s) needs one of the credentials '%s', '%s' and '%s'"
                            .formatted(
                                    session.connection().id(),
                                    session.connection().provider(),
                                    ClientCertificate.SLOT,
                                    FEDERATED,
                                    SECRET)));
        }
    }

    private static void assertion(Map<String, String> form, String assertion) {
        form.put("client_assertion_type", ASSERTION_TYPE);
        form.put("client_assertion", assertion);
    }

    private static Duration lifetime(JsonBody answer) throws ConnectorException {
        long seconds = answer.number("expires_in");
        if (seconds < 1 || seconds > LONGEST_LIFETIME.toSeconds()) {
            throw answer.member("expires_in").unexpected("between one second and two days");
        }
        return Duration.ofSeconds(seconds);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
