package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The demo company's tenant at one provider, read by its connector over real sockets. */
public abstract class SimulatedConnection implements AutoCloseable {
    public final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    public final Connector connector;
    private final SessionFactory sessions;
    private final Connection connection;

    protected SimulatedConnection(
            Connector connector,
            Function<ProviderSimulator, Map<String, String>> settings,
            Function<ProviderSimulator, Map<String, Secret>> credentials) {
        this.connector = connector;
        Map<String, Secret> secrets = credentials.apply(simulator);
        sessions = new SessionFactory(
                (_, slot) -> Optional.ofNullable(secrets.get(slot)),
                _ -> RateBudget.unlimited(),
                simulator.clock(),
                ProviderHttpOptions.standard());
        connection = Connection.of(
                new TenantId("acme"),
                new ConnectionId(connector.provider() + "-acme"),
                connector.provider(),
                settings.apply(simulator),
                Map.of());
    }

    public ProviderSession session() {
        return sessions.open(connector, connection);
    }

    public AccessStream stream(StreamId id) {
        return connector.stream(id);
    }

    public List<AccessObservation> read(StreamId id) throws ConnectorException {
        List<AccessObservation> items = new ArrayList<>();
        for (Partition partition : stream(id).partitions(session(), Set.of())) {
            for (StreamPage page : pages(id, partition)) {
                items.addAll(page.items());
            }
        }
        return items;
    }

    /** Reads all pages of a partition. For a log, reads the last 30 days. */
    public List<StreamPage> pages(StreamId id, Partition partition) throws ConnectorException {
        Instant now = simulator.clock().instant();
        Partition over = new LogWindow(Optional.of(now.minus(Duration.ofDays(30))), now).addTo(partition);
        return StreamSweep.of(stream(id), session(), over).pages();
    }

    /**
     * Returns the first grant or credential in the stream that belongs to a matching identity.
     *
     * @throws AssertionError if there is none
     */
    protected RevocationTarget targetOf(StreamId id, Predicate<NonHumanIdentity> wanted) throws ConnectorException {
        for (AccessObservation item : read(id)) {
            if (item instanceof AccessObservation.GrantObserved(var identity, var grant) && wanted.test(identity)) {
                return new RevocationTarget.GrantTarget(identity, grant);
            }
            if (item instanceof AccessObservation.CredentialObserved(var holder, var credential)
                    && wanted.test(holder)) {
                return new RevocationTarget.CredentialTarget(holder, credential);
            }
        }
        throw new AssertionError("no match in " + id);
    }

    @Override
    public void close() {
        sessions.close();
        simulator.close();
    }
}
