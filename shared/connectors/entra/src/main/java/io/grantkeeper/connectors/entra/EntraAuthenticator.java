package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    /** Entra's tokens are valid for an hour or slightly longer. */
    private static final TokenLifetime LIFETIME = new TokenLifetime(Duration.ofMinutes(5), 2);

    private final AccessTokenCache tokens = new AccessTokenCache();

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        Secret token = tokens.token(session, "", now -> fetch(session, EntraSettings.of(session), now));
        return request.header("authorization", "Bearer " + token.reveal());
    }

    @Override
    public void forget(ProviderSession session) {
        tokens.forget(session);
    }

    private static AccessToken fetch(ProviderSession session, EntraSettings settings, Instant now)
            throws ConnectorException {
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
        Instant renewAt = LIFETIME.renewAt(answer, now);
        return new AccessToken(Secret.of(answer.nonBlank("access_token")), renewAt);
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

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
