package io.grantkeeper.functions.plansweep;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.connections.Wired;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.identity.store.SubscriptionStore.StandingSubscription;
import java.util.List;

/** Has a connection's push channel renewed, and reads again what missed deliveries may have told of. */
final class TendChannels {
    private final SubscriptionStore subscriptions;
    private final Rereads rereads;
    private final WebhookAddress address;

    TendChannels(SubscriptionStore subscriptions, Rereads rereads, WebhookAddress address) {
        this.subscriptions = subscriptions;
        this.rereads = rereads;
        this.address = address;
    }

    /**
     * Tends it, where there is one. Trouble here costs freshness only, for the sweep reads everything anyway.
     *
     * @param problems takes one sentence where it failed
     * @return how many re-reads were queued
     */
    int tend(Wired wired, boolean baseline, List<String> problems) {
        if (wired.connector().pushChannel().isEmpty()) {
            return 0;
        }
        PushChannel channel = wired.connector().pushChannel().get();
        Connection connection = wired.connection();
        try {
            List<StandingSubscription> standing = channel.hasSubscriptions()
                    ? subscriptions.standing(connection.tenant(), connection.id())
                    : List.of();
            PushChannel.Tended tended = channel.tend(
                    wired.session(),
                    standing.stream().map(TendChannels::toConnector).toList(),
                    address.of(connection));
            List<StandingSubscription> now =
                    tended.subscriptions().stream().map(TendChannels::toStore).toList();
            if (!now.equals(standing)) {
                subscriptions.replace(connection.tenant(), connection.id(), now);
            }
            return rereads.enqueue(
                    connection.tenant(),
                    connection.id(),
                    tended.rereads(),
                    baseline,
                    "a delivery may have been missed");
        } catch (ConnectorException e) {
            problems.add("push channel: " + e.problem().message());
            return 0;
        } catch (IllegalArgumentException e) {
            // A setting that the connector cannot work with. The sweep is queued already: failing would queue it twice.
            problems.add("push channel: " + e.getMessage());
            return 0;
        }
    }

    private static PushChannel.Subscription toConnector(StandingSubscription kept) {
        return new PushChannel.Subscription(kept.stream(), kept.id(), kept.resource(), kept.expires());
    }

    private static StandingSubscription toStore(PushChannel.Subscription standing) {
        return new StandingSubscription(standing.stream(), standing.id(), standing.resource(), standing.expires());
    }
}
