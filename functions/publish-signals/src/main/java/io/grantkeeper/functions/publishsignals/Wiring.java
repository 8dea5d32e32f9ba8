package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.signals.stream.SignalStore;
import java.time.Clock;
import org.springframework.beans.factory.BeanRegistry;

/** What the functions of this module are built from. */
final class Wiring {
    private Wiring() {}

    static SignalPorts signals(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(SignalPorts.class).getIfAvailable(() -> configured(ports));
    }

    private static SignalPorts configured(BeanRegistry.SupplierContext ports) {
        SecretResolver secrets = ports.bean(SecretResolver.class);
        return new SignalPorts(
                ports.bean(ConnectionsConfig.class)
                        .signals()
                        .map(SignalsConfig::parse)
                        .orElseGet(SignalsConfig::none),
                reference -> secrets.resolve("signals", reference),
                ports.bean(SignalStore.class),
                () -> ports.bean(AwsClients.class).eventBridge(),
                ports.bean(Clock.class));
    }
}
