package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.signals.stream.SignalStore;
import java.time.Clock;
import org.springframework.beans.factory.BeanRegistry;

/** Builds the objects that both functions of this module share. */
final class SignalsFactory {
    private SignalsFactory() {}

    static SignalDependencies signals(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(SignalDependencies.class).getIfAvailable(() -> readConfig(ports));
    }

    private static SignalDependencies readConfig(BeanRegistry.SupplierContext ports) {
        SecretResolver secrets = ports.bean(SecretResolver.class);
        return new SignalDependencies(
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
