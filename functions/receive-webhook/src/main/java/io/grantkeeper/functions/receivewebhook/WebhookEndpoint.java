package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the path {@code /webhooks/{tenant}/{connection}[/further]}.
 *
 * @param further the rest of the path, without a leading slash; an empty string if there is none. It may contain an
 *     unguessable part, so it is not logged
 */
record WebhookEndpoint(TenantId tenant, ConnectionId connection, String further) {
    /** Returns the parts of a path; empty if it is not a webhook path or its parts are not valid names. */
    static Optional<WebhookEndpoint> of(@Nullable String path) {
        if (path == null || !path.startsWith(WebhookAddress.PATH)) {
            return Optional.empty();
        }
        String[] parts = path.substring(WebhookAddress.PATH.length()).split("/", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WebhookEndpoint(
                    new TenantId(parts[0]), new ConnectionId(parts[1]), parts.length == 3 ? parts[2] : ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
