package io.grantkeeper.functions.alertowner;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertOwner;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.identity.ProviderId;
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
        AlertChannels channels = ports.beanProvider(AlertChannels.class).getIfAvailable(() -> configured(ports, clock));
        ConnectorRegistry connectors = ConnectorRegistry.standard();
        AlertOwner alertOwner = new AlertOwner(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                ports.bean(SendStore.class),
                channels.inOrder().stream()
                        .<AlertChannel>map(MeasuredChannel::new)
                        .toList(),
                provider -> displayName(connectors, provider),
                channels.settings(),
                clock);
        return new AlertOwnerFunction(alertOwner, ports.bean(Ports.ALERT_QUEUE), ports.bean(DeadLetters.class), clock);
    }

    private static AlertChannels configured(BeanRegistry.SupplierContext ports, Clock clock) {
        String json = ports.bean(ConnectionsConfig.class)
                .alerts()
                .orElseThrow(() -> new IllegalStateException(
                        "the configuration has no 'alerts': it must say whom to tell where nobody else can be told"));
        SecretResolver secrets = ports.bean(SecretResolver.class);
        return AlertChannels.of(AlertsConfig.parse(json), reference -> secrets.resolve("alerts", reference), clock);
    }

    private static String displayName(ConnectorRegistry connectors, ProviderId provider) {
        return connectors
                .find(provider)
                .map(connector -> connector.profile().displayName())
                .orElseGet(provider::value);
    }
}
