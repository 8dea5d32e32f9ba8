package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The demo company's OpenAI organisation, read by the connector over real sockets. */
final class SimulatedOrganization implements AutoCloseable {
    final Simulator simulator = Simulator.start(Company.demo());
    final OpenAiConnector connector = new OpenAiConnector();
    private final SessionFactory sessions;
    private final Connection connection;

    SimulatedOrganization() {
        Secret key = Secret.of(simulator.openAiDouble().issueAdminKey(OpenAiDouble.FULL_SCOPES));
        sessions = new SessionFactory(
                (_, _) -> Optional.of(key), _ -> RateBudget.unlimited(), simulator.clock(), HttpOptions.standard());
        connection = Connection.of(
                new TenantId("acme"),
                new ConnectionId("openai-acme"),
                Naming.OPENAI,
                Map.of(OpenAiSettings.BASE_URL, simulator.openAi().toString()),
                Map.of());
    }

    OpenAiTenant tenant() {
        return simulator.openAiDouble().tenant();
    }

    ProviderSession session() {
        return sessions.open(connector, connection);
    }

    AccessStream stream(StreamId id) {
        return connector.streams().stream()
                .filter(stream -> stream.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<Observation> read(StreamId id) throws ConnectorException {
        List<Observation> items = new ArrayList<>();
        for (Partition partition : stream(id).partitions(session(), Set.of())) {
            for (Page page : pages(id, partition)) {
                items.addAll(page.items());
            }
        }
        return items;
    }

    /** Logs are read over the last 30 days. */
    List<Page> pages(StreamId id, Partition partition) throws ConnectorException {
        Instant now = simulator.clock().instant();
        Partition over = new LogWindow(Optional.of(now.minus(Duration.ofDays(30))), now).addTo(partition);
        List<Page> pages = new ArrayList<>();
        Cursor cursor = Cursor.start();
        while (true) {
            Page page = stream(id).read(session(), over, cursor);
            pages.add(page);
            if (!(page instanceof Page.More more)) {
                return pages;
            }
            cursor = more.next();
        }
    }

    /** What is held by the one of this name. */
    RevocationTarget target(StreamId id, String name) throws ConnectorException {
        for (Observation item : read(id)) {
            if (item instanceof Observation.GrantObserved(var holder, var grant)
                    && holder.displayName().equals(name)) {
                return new RevocationTarget.OfGrant(holder, grant);
            }
            if (item instanceof Observation.CredentialObserved(var holder, var credential)
                    && holder.displayName().equals(name)) {
                return new RevocationTarget.OfCredential(holder, credential);
            }
        }
        throw new AssertionError("nothing of the name " + name);
    }

    @Override
    public void close() {
        sessions.close();
        simulator.close();
    }
}
