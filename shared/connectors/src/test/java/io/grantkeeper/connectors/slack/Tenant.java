package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.slack.SlackOptions;
import io.grantkeeper.simulator.slack.SlackSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The simulated company's Slack, and a connection to it. */
final class Tenant implements AutoCloseable {
    static final ConnectionId CONNECTION = new ConnectionId("slack-larkfield");
    static final Secret SIGNING_SECRET = Secret.of("8f742231b10e8888abcd99yyyzzz85a5");

    final SlackSimulator slack;
    final SlackConnector connector = new SlackConnector();
    final Map<String, Secret> secrets = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final SessionFactory factory;

    Tenant() {
        this(SlackOptions.usual());
    }

    Tenant(SlackOptions options) {
        slack = SlackSimulator.start(Company.demo(), options);
        secrets.put(SlackTokens.USER, Secret.of(slack.issueUserToken()));
        secrets.put(SlackTokens.SIGNING_SECRET, SIGNING_SECRET);
        settings.put(SlackSettings.BASE_URL, slack.api().toString());
        settings.put(SlackSettings.AUDIT_URL, slack.audit().toString());
        factory = new SessionFactory(
                (_, slot) -> Optional.ofNullable(secrets.get(slot)),
                _ -> RateBudget.unlimited(),
                slack.company().clock(),
                HttpOptions.impatient(Duration.ofSeconds(5)));
    }

    Tenant with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    Company company() {
        return slack.company();
    }

    Person person(String local) {
        return company().people().find(local + "@" + company().domain()).orElseThrow();
    }

    static String userId(Person person) {
        return SlackTenant.userId(person);
    }

    ProviderSession session() {
        return factory.open(
                connector, Connection.of(new TenantId("larkfield"), CONNECTION, Naming.SLACK, settings, Map.of()));
    }

    AccessStream stream(StreamId id) {
        return connector.streams().stream()
                .filter(stream -> stream.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Everything that a stream shows, as the sweep reads it. */
    <T extends Observation> List<T> read(StreamId id, Class<T> type) throws ConnectorException {
        AccessStream stream = stream(id);
        ProviderSession session = session();
        List<T> found = new ArrayList<>();
        for (Partition partition : stream.partitions(session, Set.of())) {
            Partition planned = stream.nature() == StreamNature.LOG
                    ? new LogWindow(Optional.empty(), session.clock().instant()).addTo(partition)
                    : partition;
            pages(session, stream, planned).stream()
                    .flatMap(page -> page.items().stream())
                    .filter(type::isInstance)
                    .map(type::cast)
                    .forEach(found::add);
        }
        return found;
    }

    static List<Page> pages(ProviderSession session, AccessStream stream, Partition partition)
            throws ConnectorException {
        List<Page> pages = new ArrayList<>();
        Cursor cursor = Cursor.start();
        while (true) {
            Page page = stream.read(session, partition, cursor);
            pages.add(page);
            if (!(page instanceof Page.More more)) {
                return pages;
            }
            cursor = more.next();
        }
    }

    @Override
    public void close() {
        factory.close();
        slack.close();
    }
}
