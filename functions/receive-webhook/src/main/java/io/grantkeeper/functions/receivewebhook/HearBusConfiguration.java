package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code hear-bus}, which handles the events that providers put on an event bus. */
public final class HearBusConfiguration extends FunctionModule<EventBusMessage, ReceiveBusEventResult> {
    public HearBusConfiguration() {
        super("hear-bus", EventBusMessage.class, ReceiveBusEventResult.class);
    }

    @Override
    public Function<EventBusMessage, ReceiveBusEventResult> function(BeanRegistry.SupplierContext ports) {
        ReceiveBusEvent hearBus = new ReceiveBusEvent(
                ports.bean(ConfiguredConnections.class),
                ports.bean(ConnectionLookup.class),
                ReceiveWebhookConfiguration.receiveWebhook(ports));
        return message -> hearBus.handle(message.checked());
    }
}
