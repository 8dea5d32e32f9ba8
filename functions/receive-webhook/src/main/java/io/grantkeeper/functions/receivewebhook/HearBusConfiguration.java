package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code hear-bus}: what providers put on an event bus, where they can. */
public final class HearBusConfiguration implements FunctionModule<BusMessage, BusResult> {
    @Override
    public String name() {
        return "hear-bus";
    }

    @Override
    public Class<BusMessage> input() {
        return BusMessage.class;
    }

    @Override
    public Class<BusResult> output() {
        return BusResult.class;
    }

    @Override
    public Function<BusMessage, BusResult> function(BeanRegistry.SupplierContext ports) {
        HearBus hearBus = new HearBus(
                ports.bean(Connections.class),
                ports.bean(Switchboard.class),
                ReceiveWebhookConfiguration.receiveWebhook(ports));
        return message -> hearBus.hear(message.checked());
    }
}
