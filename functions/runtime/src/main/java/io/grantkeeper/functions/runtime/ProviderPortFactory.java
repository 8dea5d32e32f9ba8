package io.grantkeeper.functions.runtime;

import static io.grantkeeper.functions.runtime.AwsPortFactory.bean;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ActiveConfiguration;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionCredentialResolver;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * Registers the ports for access to providers: the configuration, the secrets that it references, and sessions that
 * share rate budgets.
 */
final class ProviderPortFactory implements BeanRegistrar {
    private final Logger log = FunctionLoggers.of(ProviderPortFactory.class);
    private final DeploymentVariables variables;

    ProviderPortFactory(DeploymentVariables variables) {
        this.variables = variables;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        bean(registry, ConnectorRegistry.class, _ -> ConnectorRegistry.standard());
        bean(
                registry,
                SecretResolver.class,
                ports -> new SecretResolver(
                        variables.all(), () -> ports.bean(AwsClients.class).secretsManager(), ports.bean(Clock.class)));
        bean(registry, ConnectionsConfig.class, this::config);
        bean(
                registry,
                ConfiguredConnections.class,
                ports -> ConfiguredConnections.of(
                        ports.bean(ConnectionsConfig.class).connections()));
        bean(
                registry,
                ActiveConfiguration.class,
                ports -> new ActiveConfiguration(
                        ports.bean(ConnectionsConfig.class).tenant(), document(ports)));
        bean(registry, SessionFactory.class, ProviderPortFactory::sessions);
        bean(
                registry,
                ConnectionLookup.class,
                ports -> new ConnectionLookup(
                        ports.bean(ConfiguredConnections.class),
                        ports.bean(ConnectorRegistry.class),
                        ports.bean(SessionFactory.class)::open));
    }

    private String document(BeanRegistry.SupplierContext ports) {
        String written = variables.config();
        return written.startsWith("{")
                ? written
                : ports.bean(SecretResolver.class)
                        .resolve(DeploymentVariables.CONFIG, written)
                        .reveal();
    }

    /**
     * Returns the configuration without the connections that contain errors, so that the other connections work. Logs
     * the errors.
     *
     * @throws IllegalStateException if no part of the configuration can be used
     */
    private ConnectionsConfig config(BeanRegistry.SupplierContext ports) {
        String json = document(ports);
        ConnectionsConfig.Usable usable = ConnectionsConfig.parseLeniently(json, ports.bean(ConnectorRegistry.class));
        String errors = new ConnectionsConfig.Invalid(usable.mistakes()).message();
        if (!usable.mistakes().isEmpty()) {
            log.log(Level.ERROR, "{0} contains mistakes; fix them:\n{1}", DeploymentVariables.CONFIG, errors);
        }
        return usable.config()
                .orElseThrow(() -> new IllegalStateException(
                        "%s cannot be used; fix these mistakes:%n%s".formatted(DeploymentVariables.CONFIG, errors)));
    }

    private static SessionFactory sessions(BeanRegistry.SupplierContext ports) {
        RateBudgetStore budgets = ports.bean(RateBudgetStore.class);
        Clock clock = ports.bean(Clock.class);
        return new SessionFactory(
                new ConnectionCredentialResolver(ports.bean(SecretResolver.class)),
                connection -> MeteredPorts.measured(
                        RateBudget.shared(budgets, connection, clock),
                        connection.provider().value()),
                clock,
                ProviderHttpOptions.standard());
    }
}
