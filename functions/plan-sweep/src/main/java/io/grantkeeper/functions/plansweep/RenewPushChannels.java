package io.grantkeeper.functions.plansweep;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.functions.connections.ConnectedProvider;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.PushSubscriptionStore.ActiveSubscription;
import java.util.List;

/**
 * Renews a connection's push channel, and queues rereads of the listings for which webhook deliveries may have been
 * missed.
 */
final class RenewPushChannels {
    private final PushSubscriptionStore subscriptions;
    private final RereadScheduler rereads;
    private final WebhookAddress address;

    RenewPushChannels(PushSubscriptionStore subscriptions, RereadScheduler rereads, WebhookAddress address) {
        this.subscriptions = subscriptions;
        this.rereads = rereads;
        this.address = address;
    }

    /**
     * Renews the channel, if the connection has one. A failure only delays updates, because the sweep reads everything
     * anyway.
     *
     * @param problems receives one sentence per failure
     * @return the number of rereads that were queued
     */
    int renew(ConnectedProvider provider, boolean baseline, List<String> problems) {
        if (provider.connector().pushChannel().isEmpty()) {
            return 0;
        }
        PushChannel channel = provider.connector().pushChannel().get();
        Connection connection = provider.connection();
        try {
            List<ActiveSubscription> previous =
                    channel.hasSubscriptions() ? subscriptions.active(connection.tenant(), connection.id()) : List.of();
            PushChannel.MaintenanceResult maintained = channel.maintain(
                    provider.session(),
                    previous.stream().map(RenewPushChannels::toConnector).toList(),
                    address.of(connection));
            List<ActiveSubscription> now = maintained.subscriptions().stream()
                    .map(RenewPushChannels::toStore)
                    .toList();
            if (!now.equals(previous)) {
                subscriptions.replace(connection.tenant(), connection.id(), now);
            }
            return rereads.enqueue(
                    connection.tenant(),
                    connection.id(),
                    maintained.rereads(),
                    baseline,
                    "a delivery may have been missed");
        } catch (ConnectorException e) {
            problems.add("push channel: " + e.problem().message());
            return 0;
        } catch (IllegalArgumentException e) {
            // The connector rejects a setting. The sweep is already queued, so failing now would queue it twice.
            problems.add("push channel: " + e.getMessage());
            return 0;
        }
    }

    private static PushChannel.Subscription toConnector(ActiveSubscription kept) {
        return new PushChannel.Subscription(kept.stream(), kept.id(), kept.resource(), kept.expires());
    }

    private static ActiveSubscription toStore(PushChannel.Subscription subscription) {
        return new ActiveSubscription(
                subscription.stream(), subscription.id(), subscription.resource(), subscription.expires());
    }
}
