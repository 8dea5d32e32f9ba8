package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
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
import io.grantkeeper.simulator.SimulatorCredentials;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The simulated company's GitHub organization and a connection to it. */
final class GitHubTenantDouble implements AutoCloseable {
    static final ConnectionId CONNECTION = new ConnectionId("github-larkfield");
    static final String WEBHOOK_SECRET = "it's a secret to everybody";

    final ProviderSimulator simulator;
    final GitHubConnector connector = new GitHubConnector();
    final Map<String, String> settings = new TreeMap<>();
    final Map<String, String> credentials = new TreeMap<>();
    private final SessionFactory sessions;

    private GitHubTenantDouble(ProviderSimulator simulator) {
        this.simulator = simulator;
        SimulatorCredentials issued = simulator.credentials();
        settings.put(GitHubSettings.ORGANIZATION, "larkfield");
        settings.put(GitHubSettings.BASE_URL, simulator.github().toString());
        settings.put(GitHubSettings.CLIENT_ID, issued.gitHubClientId());
        credentials.put(GitHubCredentials.APP_PRIVATE_KEY, issued.gitHubPrivateKeyPkcs1Pem());
        credentials.put(GitHubCredentials.OWNER_TOKEN, issued.gitHubOwnerToken());
        credentials.put(GitHubCredentials.WEBHOOK_SECRET, WEBHOOK_SECRET);
        sessions = new SessionFactory(
                (connection, slot) -> Optional.ofNullable(credentials.get(slot)).map(Secret::of),
                _ -> RateBudget.unlimited(),
                simulator.clock(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    static GitHubTenantDouble start() {
        return start(SimulatorOptions.defaults());
    }

    static GitHubTenantDouble start(SimulatorOptions options) {
        return new GitHubTenantDouble(ProviderSimulator.start(Company.demo(), options));
    }

    ProviderSession session() {
        return sessions.open(
                connector,
                Connection.of(new TenantId("larkfield"), CONNECTION, GitHubIds.GITHUB, settings, credentials));
    }

    Instant now() {
        return simulator.clock().instant();
    }

    AccessStream stream(StreamId id) {
        return connector.stream(id);
    }

    /** Reads all pages of all partitions. */
    List<StreamPage> pages(StreamId id) throws ConnectorException {
        return StreamSweep.of(stream(id), session()).pages();
    }

    List<StreamPage> pages(AccessStream stream, Partition partition) throws ConnectorException {
        return StreamSweep.of(stream, session(), partition).pages();
    }

    List<AccessObservation> items(StreamId id) throws ConnectorException {
        return pages(id).stream().flatMap(page -> page.items().stream()).toList();
    }

    @Override
    public void close() {
        sessions.close();
        simulator.close();
    }
}
