package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An authenticator that acts as a service app. Each token has only the scope that the call requires. If the connection
 * has no private key, an API token (SSWS) is used instead. Each call with a bound token has its own proof of
 * possession.
 */
final class OktaAuthenticator implements Authenticator {
    private record ConnectionKey(TenantId tenant, ConnectionId connection) {
        static ConnectionKey of(Connection connection) {
            return new ConnectionKey(connection.tenant(), connection.id());
        }
    }

    private record TokenKey(ConnectionKey place, String scope) {}

    private final OktaDpopNonces nonces;
    private final OktaTokenEndpoint tokenEndpoint;
    private final Map<ConnectionKey, OktaDpopKey> keys = new ConcurrentHashMap<>();
    private final Map<TokenKey, OktaAccessToken> tokens = new ConcurrentHashMap<>();

    OktaAuthenticator(OktaDpopNonces nonces) {
        this.nonces = nonces;
        this.tokenEndpoint = new OktaTokenEndpoint(nonces);
    }

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        if (session.credential(OktaSettings.PRIVATE_KEY).isPresent()) {
            return asServiceApp(session, request);
        }
        Optional<Secret> apiToken = session.credential(OktaSettings.API_TOKEN);
        if (apiToken.isEmpty()) {
            throw ConnectorException.misconfigured(
                    session.connection(),
                    "requires the credential 'private-key' of a service app, or else 'api-token'");
        }
        return request.header("authorization", "SSWS " + apiToken.get().reveal().strip());
    }

    private ProviderRequest asServiceApp(ProviderSession session, ProviderRequest request) throws ConnectorException {
        Instant now = session.clock().instant();
        ConnectionKey place = ConnectionKey.of(session.connection());
        OktaDpopKey key = keys.computeIfAbsent(place, _ -> OktaDpopKey.generate());
        TokenKey slot = new TokenKey(place, request.credential());
        OktaAccessToken token = tokens.get(slot);
        if (token == null || !now.isBefore(token.renewAt())) {
            token = tokenEndpoint.fetch(session, key, slot.scope());
            tokens.put(slot, token);
        }
        String value = token.value().reveal();
        if (!token.bound()) {
            return request.header("authorization", "Bearer " + value);
        }
        String proof = key.proof(
                request.method().name(), request.uri(), Optional.of(value), nonces.forApi(request.uri()), now);
        return request.header("authorization", "DPoP " + value).header("dpop", proof);
    }

    @Override
    public void forget(ProviderSession session) {
        ConnectionKey place = ConnectionKey.of(session.connection());
        tokens.keySet().removeIf(slot -> slot.place().equals(place));
    }
}
