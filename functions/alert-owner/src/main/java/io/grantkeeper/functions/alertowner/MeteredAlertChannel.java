package io.grantkeeper.functions.alertowner;

import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.ChannelException;
import java.util.Optional;

/** An alert channel that wraps another channel and counts its successful deliveries. */
record MeteredAlertChannel(AlertChannel channel) implements AlertChannel {
    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public Optional<String> addressOf(AlertRecipient recipient) throws ChannelException {
        return channel.addressOf(recipient);
    }

    @Override
    public String render(AlertMessage message) {
        return channel.render(message);
    }

    @Override
    public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
        String id = channel.deliver(send, mayHaveBeenSent);
        EmbeddedMetrics.count(MetricName.ALERTS, 1, channel.name());
        return id;
    }
}
