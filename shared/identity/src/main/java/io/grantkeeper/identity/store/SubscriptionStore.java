package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;

/** Keeps which push subscriptions stand at a provider, so that they can be renewed before they expire. */
public interface SubscriptionStore {
    /**
     * A subscription that stands.
     *
     * @param id the provider's id of it
     * @param resource what is needed to end or renew it; never a secret
     */
    record StandingSubscription(String stream, String id, String resource, Instant expires) {}

    /** What was stored last; empty where nothing was. */
    List<StandingSubscription> standing(TenantId tenant, ConnectionId connection);

    /** Replaces all of a connection's; storing the same again changes nothing. */
    void replace(TenantId tenant, ConnectionId connection, List<StandingSubscription> subscriptions);
}
