package io.grantkeeper.functions.connections;

import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Optional;

/**
 * The public address for webhooks.
 *
 * @param base the public base URL of {@code receive-webhook}; empty if there is none
 */
public record WebhookAddress(Optional<URI> base) {
    public static final String PATH = "/webhooks/";

    /** Returns the address for one connection's webhooks; empty if there is no public address. */
    public Optional<URI> of(Connection connection) {
        return base.map(uri -> URI.create(
                uri.toString().replaceFirst("(?<!/)/++$", "") + PATH + connection.tenant() + "/" + connection.id()));
    }
}
