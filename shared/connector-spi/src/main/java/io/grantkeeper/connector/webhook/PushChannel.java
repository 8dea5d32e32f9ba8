package io.grantkeeper.connector.webhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks after subscriptions that expire and deliveries that were missed. Called on a schedule. */
public interface PushChannel {
    /**
     * A subscription that stands.
     *
     * @param id the provider's id of it
     * @param resource what is needed to end or renew it
     */
    record Subscription(String stream, String id, String resource, Instant expires) {}

    /**
     * What tending found.
     *
     * @param subscriptions those that stand now; kept and handed in next time
     * @param rereads what to read again because deliveries may have been missed
     */
    record Tended(List<Subscription> subscriptions, List<Partition> rereads) {
        public Tended {
            subscriptions = List.copyOf(subscriptions);
            rereads = List.copyOf(rereads);
        }
    }

    /** Whether it has subscriptions that have to be known the next time; where not, none are read or kept. */
    default boolean hasSubscriptions() {
        return true;
    }

    /**
     * Renews what is about to expire, with overlap, and asks for failed deliveries again.
     *
     * @param standing what stood after the last call
     * @param endpoint the public address of this connection's webhooks; empty where there is none
     */
    Tended tend(ProviderSession session, List<Subscription> standing, Optional<URI> endpoint) throws ConnectorException;
}
