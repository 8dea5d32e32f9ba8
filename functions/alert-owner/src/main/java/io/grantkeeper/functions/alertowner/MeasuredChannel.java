package io.grantkeeper.functions.alertowner;

import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertMessage;
import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.functions.observe.Metric;
import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.identity.store.Send;
import java.util.Optional;

/** A channel that counts what it has delivered. */
record MeasuredChannel(AlertChannel channel) implements AlertChannel {
    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public Optional<String> addressOf(Recipient recipient) throws ChannelException {
        return channel.addressOf(recipient);
    }

    @Override
    public String render(AlertMessage message) {
        return channel.render(message);
    }

    @Override
    public String deliver(Send send, boolean mayHaveBeenSent) throws ChannelException {
        String id = channel.deliver(send, mayHaveBeenSent);
        Metrics.count(Metric.ALERTS, 1, channel.name());
        return id;
    }
}
