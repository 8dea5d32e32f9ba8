package io.grantkeeper.functions.alertowner;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.SendTestAlert;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code alert-owner}, which alerts the owners of identities with new findings. */
public final class AlertOwnerConfiguration extends FunctionModule<SQSEvent, SQSBatchResponse> {
    public AlertOwnerConfiguration() {
        super("alert-owner", SQSEvent.class, SQSBatchResponse.class);
    }

    @Override
    public Function<SQSEvent, SQSBatchResponse> function(BeanRegistry.SupplierContext ports) {
        Clock clock = ports.bean(Clock.class);
        MessagingFactory messaging = new MessagingFactory(ports);
        List<AlertChannel> channels = messaging.channels().inOrder().stream()
                .<AlertChannel>map(MeteredAlertChannel::new)
                .toList();
        return new AlertOwnerFunction(
                messaging.alerting(channels),
                messaging.tickets(),
                new SendTestAlert(channels, clock),
                ports.bean(WorkQueueTypes.ALERT_QUEUE),
                ports.bean(ParkingQueue.class),
                clock);
    }
}
