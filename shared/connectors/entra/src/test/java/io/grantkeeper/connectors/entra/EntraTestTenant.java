package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.entra.EntraCredentials;
import io.grantkeeper.simulator.entra.EntraDouble;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The simulated company's Entra tenant and a connection to it. */
final class EntraTestTenant implements AutoCloseable {
    static final ConnectionId CONNECTION = new ConnectionId("entra-larkfield");
    static final String CHANNEL_SECRET = "correct-horse-battery-staple-4402";

    final ProviderSimulator simulator;
    final EntraConnector connector = new EntraConnector();
    private final Map<String, Secret> secrets = new TreeMap<>();
    private final SessionFactory factory;

    EntraTestTenant() {
        this(SimulatorOptions.defaults().withoutQuotas());
    }

    EntraTestTenant(SimulatorOptions options) {
        simulator = ProviderSimulator.start(Company.demo(), options);
        secrets.put(EntraAuthenticator.SECRET, Secret.of(credentials().clientSecret()));
        secrets.put(PushChannelSecret.SLOT, Secret.of(CHANNEL_SECRET));
        factory = new SessionFactory(
                (_, slot) -> Optional.ofNullable(secrets.get(slot)),
                _ -> RateBudget.unlimited(),
                simulator.clock(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    EntraDouble entra() {
        return simulator.entraDouble();
    }

    EntraCredentials credentials() {
        return entra().credentials();
    }

    /** Configures this credential as the connection's only credential. */
    void authenticateBy(String slot, String secret) {
        secrets.keySet().removeIf(name -> !name.equals(PushChannelSecret.SLOT));
        secrets.put(slot, Secret.of(secret));
    }

    ProviderSession session() {
        return factory.open(
                connector,
                Connection.of(
                        new TenantId("larkfield"),
                        CONNECTION,
                        EntraConnector.PROVIDER,
                        Map.of(
                                EntraSettings.TENANT_ID, credentials().tenantId(),
                                EntraSettings.CLIENT_ID, credentials().clientId(),
                                EntraSettings.BASE_URL, simulator.entra().toString(),
                                EntraSettings.TOKEN_URL, simulator.entraToken().toString()),
                        Map.of()));
    }

    @Override
    public void close() {
        factory.close();
        simulator.close();
    }
}
