package io.grantkeeper.functions.connections;

import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Optional;

/**
 * Where providers reach our webhooks.
 *
 * @param base the public address in front of {@code receive-webhook}; empty where there is none
 */
public record WebhookAddress(Optional<URI> base) {
    public static final String PATH = "/webhooks/";

    /** The address of one connection's webhooks. */
    public Optional<URI> of(Connection connection) {
        return base.map(uri -> URI.create(
                uri.toString().replaceFirst("/+$", "") + PATH + connection.tenant() + "/" + connection.id()));
    }
}
