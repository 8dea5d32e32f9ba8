package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An in-memory cache of an authenticator's access tokens. Thread-safe, but two threads that need the same token at the
 * same time may each fetch it.
 */
public final class AccessTokenCache {
    private final Map<Key, AccessToken> tokens = new ConcurrentHashMap<>();

    private record Key(TenantId tenant, ConnectionId connection, String access) {
        boolean isOf(ProviderSession session) {
            return tenant.equals(session.connection().tenant())
                    && connection.equals(session.connection().id());
        }
    }

    /** A token, with the time at which to renew it. That time is before the token expires. */
    public record AccessToken(Secret value, Instant renewAt) {}

    /** Fetches a token from the provider. */
    @FunctionalInterface
    public interface TokenSource {
        AccessToken fetch(Instant now) throws ConnectorException;
    }

    /**
     * Returns the token of a session's connection, and fetches it if there is none or if it is time to renew it.
     *
     * @param access what the token gives access to, such as a scope; tokens for different access are separate
     */
    public Secret token(ProviderSession session, String access, TokenSource source) throws ConnectorException {
        Key key = new Key(session.connection().tenant(), session.connection().id(), access);
        Instant now = session.clock().instant();
        AccessToken token = tokens.get(key);
        if (token == null || !now.isBefore(token.renewAt())) {
            token = source.fetch(now);
            tokens.put(key, token);
        }
        return token.value();
    }

    /** Removes all tokens of a session's connection. */
    public void forget(ProviderSession session) {
        tokens.keySet().removeIf(key -> key.isOf(session));
    }
}
