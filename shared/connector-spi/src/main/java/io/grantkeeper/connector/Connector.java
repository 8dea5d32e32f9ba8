package io.grantkeeper.connector;

import io.grantkeeper.connector.http.ResponseReader;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.BusListener;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Optional;

/**
 * Reads one provider. What a provider cannot do is an empty value, so nothing throws "unsupported".
 *
 * <p>Implementations are immutable and thread-safe; one instance serves all connections of its provider.
 */
public interface Connector {
    ProviderId provider();

    /** Hosts, settings, credentials, limits and gaps: what an operator and a reviewer want to know. */
    ConnectorProfile profile();

    List<AccessStream> streams();

    /** What this provider's answers mean: which are errors, which of the closed set, how long to wait. */
    ResponseReader responses();

    /** Adds authentication to requests: tokens are fetched, cached and renewed here. */
    Authenticator authenticator();

    Optional<Revoker> revoker();

    Optional<WebhookVerifier> webhooks();

    /** Subscriptions and missed deliveries that must be looked after on a schedule. */
    Optional<PushChannel> pushChannel();

    /** Events from an event bus, for the few providers that put theirs on one. */
    default Optional<BusListener> bus() {
        return Optional.empty();
    }
}
