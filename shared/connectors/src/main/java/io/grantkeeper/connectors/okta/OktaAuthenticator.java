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
 * Authenticates as a service app with a token for just the scope that the call needs, or, where the connection has no
 * private key, with an API token (SSWS). Each call with a bound token carries a proof of its own.
 */
final class OktaAuthenticator implements Authenticator {
    private record Place(TenantId tenant, ConnectionId connection) {
        static Place of(Connection connection) {
            return new Place(connection.tenant(), connection.id());
        }
    }

    private record Slot(Place place, String scope) {}

    private final DpopNonces nonces;
    private final TokenEndpoint tokenEndpoint;
    private final Map<Place, DpopKey> keys = new ConcurrentHashMap<>();
    private final Map<Slot, AccessToken> tokens = new ConcurrentHashMap<>();

    OktaAuthenticator(DpopNonces nonces) {
        this.nonces = nonces;
        this.tokenEndpoint = new TokenEndpoint(nonces);
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
            throw Problems.misconfigured(
                    session.connection(), "needs the credential 'private-key' of a service app, or else 'api-token'");
        }
        return request.header("authorization", "SSWS " + apiToken.get().reveal().strip());
    }

    private ProviderRequest asServiceApp(ProviderSession session, ProviderRequest request) throws ConnectorException {
        Instant now = session.clock().instant();
        Place place = Place.of(session.connection());
        DpopKey key = keys.computeIfAbsent(place, _ -> DpopKey.generate());
        Slot slot = new Slot(place, request.credential());
        AccessToken token = tokens.get(slot);
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
        Place place = Place.of(session.connection());
        tokens.keySet().removeIf(slot -> slot.place().equals(place));
    }
}
