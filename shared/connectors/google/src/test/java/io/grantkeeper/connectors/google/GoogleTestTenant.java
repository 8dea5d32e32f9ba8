package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The simulated company's Google tenant and a connection to it. */
final class GoogleTestTenant implements AutoCloseable {
    static final ConnectionId CONNECTION = new ConnectionId("google-larkfield");
    static final String CHANNEL_SECRET = "correct-horse-battery-staple-7261";

    final ProviderSimulator simulator;
    final GoogleConnector connector = new GoogleConnector();
    private final SessionFactory factory;

    GoogleTestTenant() {
        this(SimulatorOptions.defaults());
    }

    GoogleTestTenant(SimulatorOptions options) {
        simulator = ProviderSimulator.start(Company.demo(), options);
        Map<String, Secret> secrets = Map.of(
                GoogleClient.KEY, Secret.of(simulator.credentials().googleKeyFileJson()),
                PushChannelSecret.SLOT, Secret.of(CHANNEL_SECRET));
        factory = new SessionFactory(
                (_, slot) -> Optional.ofNullable(secrets.get(slot)),
                _ -> RateBudget.unlimited(),
                simulator.clock(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    Company company() {
        return simulator.company();
    }

    ProviderSession session() {
        return session(Map.of());
    }

    ProviderSession session(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                GoogleSettings.ADMIN_USER, simulator.credentials().googleAdministrator(),
                GoogleSettings.BASE_URL, simulator.google().toString(),
                GoogleSettings.TOKEN_URL, simulator.googleToken().toString(),
                GoogleSettings.IAM_URL, simulator.googleIam().toString(),
                GoogleSettings.ALERTS_URL, simulator.googleAlerts().toString()));
        settings.putAll(more);
        return factory.open(
                connector,
                Connection.of(
                        new TenantId("larkfield"),
                        CONNECTION,
                        GoogleConnector.PROVIDER,
                        settings,
                        Map.of(GoogleClient.KEY, "env:KEY", PushChannelSecret.SLOT, "env:CHANNEL")));
    }

    AccessStream stream(StreamId id) {
        return connector.stream(id);
    }

    @Override
    public void close() {
        factory.close();
        simulator.close();
    }
}
