package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.okta.OktaOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The simulated company's Okta organization and a connection to it. */
final class OktaTestTenant implements AutoCloseable {
    static final ConnectionId CONNECTION = new ConnectionId("okta-larkfield");
    static final String HOOK_SECRET = "Bearer correct-horse-battery-staple-7261";

    final ProviderSimulator simulator;
    final OktaConnector connector = new OktaConnector();
    private final Map<String, Secret> secrets = new TreeMap<>();
    private final SessionFactory factory;

    OktaTestTenant() {
        this(OktaOptions.defaults());
    }

    OktaTestTenant(OktaOptions options) {
        simulator = ProviderSimulator.start(
                Company.demo(), SimulatorOptions.defaults().withOkta(options));
        secrets.put(OktaSettings.PRIVATE_KEY, Secret.of(simulator.oktaDouble().privateKeyPem()));
        secrets.put(OktaSettings.EVENT_HOOK_SECRET, Secret.of(HOOK_SECRET));
        factory = new SessionFactory(
                (_, slot) -> Optional.ofNullable(secrets.get(slot)),
                _ -> RateBudget.unlimited(),
                simulator.clock(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    /** Connects with the API token instead of the service app. */
    OktaTestTenant withApiToken() {
        secrets.remove(OktaSettings.PRIVATE_KEY);
        secrets.put(OktaSettings.API_TOKEN, Secret.of(simulator.oktaDouble().apiToken()));
        return this;
    }

    OktaTestTenant withSecret(String slot, String secret) {
        secrets.put(slot, Secret.of(secret));
        return this;
    }

    ProviderSession session() {
        return session(Map.of());
    }

    ProviderSession session(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                OktaSettings.BASE_URL, simulator.okta().toString(),
                OktaSettings.CLIENT_ID, simulator.oktaDouble().clientId()));
        settings.putAll(more);
        return factory.open(
                connector,
                Connection.of(new TenantId("larkfield"), CONNECTION, OktaConnector.PROVIDER, settings, Map.of()));
    }

    AccessStream stream(String id) {
        return connector.stream(new StreamId(id));
    }

    /** Reads a stream to its end, as a sweep does. */
    List<AccessObservation> sweep(String id) throws ConnectorException {
        return StreamSweep.of(stream(id), session()).observations();
    }

    List<AccessObservation> read(String id, ProviderSession session, Partition partition) throws ConnectorException {
        return StreamSweep.of(stream(id), session, partition).observations();
    }

    <T extends AccessObservation> List<T> sweep(String id, Class<T> type) throws ConnectorException {
        return StreamSweep.of(stream(id), session()).of(type);
    }

    @Override
    public void close() {
        factory.close();
        simulator.close();
    }
}
