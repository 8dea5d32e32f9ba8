package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code receive-bus-event}, which handles the events that providers put on an event bus. */
public final class ReceiveBusEventConfiguration extends FunctionModule<EventBusMessage, ReceiveBusEventResult> {
    public ReceiveBusEventConfiguration() {
        super("receive-bus-event", EventBusMessage.class, ReceiveBusEventResult.class);
    }

    @Override
    public Function<EventBusMessage, ReceiveBusEventResult> function(BeanRegistry.SupplierContext ports) {
        ReceiveBusEvent receiveBusEvent = new ReceiveBusEvent(
                ports.bean(ConfiguredConnections.class),
                ports.bean(ConnectionLookup.class),
                ReceiveWebhookConfiguration.receiveWebhook(ports));
        return message -> receiveBusEvent.handle(message.checked());
    }
}
