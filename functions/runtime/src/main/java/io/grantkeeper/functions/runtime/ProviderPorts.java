package io.grantkeeper.functions.runtime;

import static io.grantkeeper.functions.runtime.AwsPorts.bean;

import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfigurationInForce;
import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.KeptCredentials;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** What leads to providers: the configuration, the secrets it points to, and sessions that share rate budgets. */
final class ProviderPorts implements BeanRegistrar {
    private final Logger log = Logs.of(ProviderPorts.class);
    private final DeploymentVariables variables;

    ProviderPorts(DeploymentVariables variables) {
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
                Connections.class,
                ports -> Connections.of(ports.bean(ConnectionsConfig.class).connections()));
        bean(
                registry,
                ConfigurationInForce.class,
                ports -> new ConfigurationInForce(
                        ports.bean(ConnectionsConfig.class).tenant(), document(ports)));
        bean(registry, SessionFactory.class, ProviderPorts::sessions);
        bean(
                registry,
                Switchboard.class,
                ports -> new Switchboard(
                        ports.bean(Connections.class),
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

    /** Connections with mistakes are left out, and told of; the others work. */
    private ConnectionsConfig config(BeanRegistry.SupplierContext ports) {
        String json = document(ports);
        ConnectionsConfig.Usable usable = ConnectionsConfig.lenient(json, ports.bean(ConnectorRegistry.class));
        String mistakes = new ConnectionsConfig.Mistaken(usable.mistakes()).message();
        if (!usable.mistakes().isEmpty()) {
            log.log(Level.ERROR, "{0} has to be mended:\n{1}", DeploymentVariables.CONFIG, mistakes);
        }
        return usable.config()
                .orElseThrow(() -> new IllegalStateException(
                        "%s cannot be used:%n%s".formatted(DeploymentVariables.CONFIG, mistakes)));
    }

    private static SessionFactory sessions(BeanRegistry.SupplierContext ports) {
        RateBudgetStore budgets = ports.bean(RateBudgetStore.class);
        Clock clock = ports.bean(Clock.class);
        return new SessionFactory(
                new KeptCredentials(ports.bean(SecretResolver.class)),
                connection -> MeasuredPorts.measured(
                        RateBudget.shared(budgets, connection, clock),
                        connection.provider().value()),
                clock,
                HttpOptions.standard());
    }
}
