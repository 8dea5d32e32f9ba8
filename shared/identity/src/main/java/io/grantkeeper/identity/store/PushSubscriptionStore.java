package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;

/** Stores the active push subscriptions at a provider, so that they can be renewed before they expire. */
public interface PushSubscriptionStore {
    /**
     * An active subscription.
     *
     * @param stream the stream that the subscription is for
     * @param id the provider's id of the subscription
     * @param resource the data needed to end or renew the subscription; never a secret
     * @param expires when the subscription expires unless it is renewed
     */
    record ActiveSubscription(String stream, String id, String resource, Instant expires) {}

    /** Returns the stored subscriptions of a connection. */
    List<ActiveSubscription> active(TenantId tenant, ConnectionId connection);

    /** Replaces all subscriptions of a connection. The operation is idempotent. */
    void replace(TenantId tenant, ConnectionId connection, List<ActiveSubscription> subscriptions);
}
