package io.grantkeeper.connector.webhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A provider's push channel. Grantkeeper calls it on a schedule to renew subscriptions before they expire and
 * to request missed deliveries again.
 */
public interface PushChannel {
    /**
     * An active subscription.
     *
     * @param id the id that the provider assigned
     * @param resource the value that the provider requires for renewing or ending the subscription
     */
    record Subscription(String stream, String id, String resource, Instant expires) {}

    /**
     * The result of a maintenance run.
     *
     * @param subscriptions the subscriptions that are active now; they are stored and passed to the next run
     * @param rereads the partitions to read again because deliveries may have been missed
     */
    record MaintenanceResult(List<Subscription> subscriptions, List<Partition> rereads) {
        public MaintenanceResult {
            subscriptions = List.copyOf(subscriptions);
            rereads = List.copyOf(rereads);
        }
    }

    /** Returns whether maintenance needs the stored subscriptions. If not, none are loaded or stored. */
    default boolean hasSubscriptions() {
        return true;
    }

    /**
     * Renews subscriptions before they expire, so that the old subscription and the new one overlap, and requests
     * failed deliveries again.
     *
     * @param active the subscriptions that were active after the previous run
     * @param endpoint the public URL of this connection's webhooks; empty if there is none
     */
    MaintenanceResult maintain(ProviderSession session, List<Subscription> active, Optional<URI> endpoint)
            throws ConnectorException;
}
