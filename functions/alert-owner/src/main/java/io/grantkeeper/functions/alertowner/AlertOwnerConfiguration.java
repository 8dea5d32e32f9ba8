package io.grantkeeper.functions.alertowner;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertOwner;
import io.grantkeeper.functions.messaging.MessagingWiring;
import io.grantkeeper.functions.messaging.ProviderNames;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.work.DeadLetters;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code alert-owner}. */
public final class AlertOwnerConfiguration implements FunctionModule<SQSEvent, SQSBatchResponse> {
    @Override
    public String name() {
        return "alert-owner";
    }

    @Override
    public Class<SQSEvent> input() {
        return SQSEvent.class;
    }

    @Override
    public Class<SQSBatchResponse> output() {
        return SQSBatchResponse.class;
    }

    @Override
    public Function<SQSEvent, SQSBatchResponse> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        MessagingWiring messaging = new MessagingWiring(ports);
        AlertOwner alertOwner = new AlertOwner(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                ports.bean(SendStore.class),
                messaging.channels().inOrder().stream()
                        .<AlertChannel>map(MeasuredChannel::new)
                        .toList(),
                ProviderNames.standard(),
                messaging.channels().settings(),
                messaging.asking(),
                clock);
        return new AlertOwnerFunction(alertOwner, ports.bean(Ports.ALERT_QUEUE), ports.bean(DeadLetters.class), clock);
    }
}
