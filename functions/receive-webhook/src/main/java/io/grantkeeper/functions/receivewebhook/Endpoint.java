package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /webhooks/{tenant}/{connection}[/further path]} names.
 *
 * @param further what follows, without a slash in front; it may hold an unguessable part, so it is not logged
 */
record Endpoint(TenantId tenant, ConnectionId connection, String further) {
    /** Empty where the path is another's, or its parts are no names. */
    static Optional<Endpoint> of(@Nullable String path) {
        if (path == null || !path.startsWith(WebhookAddress.PATH)) {
            return Optional.empty();
        }
        String[] parts = path.substring(WebhookAddress.PATH.length()).split("/", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Endpoint(
                    new TenantId(parts[0]), new ConnectionId(parts[1]), parts.length == 3 ? parts[2] : ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
