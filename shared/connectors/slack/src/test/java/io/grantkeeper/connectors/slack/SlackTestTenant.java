package io.grantkeeper.connectors.slack;

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
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.slack.SlackOptions;
import io.grantkeeper.simulator.slack.SlackSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated company's Slack organization and a connection to it. */
final class SlackTestTenant implements AutoCloseable {
    static final ConnectionId CONNECTION = new ConnectionId("slack-larkfield");
    static final Secret SIGNING_SECRET = Secret.of("8f742231b10e8888abcd99yyyzzz85a5");

    final SlackSimulator slack;
    final SlackConnector connector = new SlackConnector();
    final Map<String, Secret> secrets = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final SessionFactory factory;

    SlackTestTenant() {
        this(SlackOptions.defaults());
    }

    SlackTestTenant(SlackOptions options) {
        slack = SlackSimulator.start(Company.demo(), options);
        secrets.put(SlackCredentials.USER, Secret.of(slack.issueUserToken()));
        secrets.put(SlackCredentials.SIGNING_SECRET, SIGNING_SECRET);
        settings.put(SlackSettings.BASE_URL, slack.api().toString());
        settings.put(SlackSettings.AUDIT_URL, slack.audit().toString());
        factory = new SessionFactory(
                (_, slot) -> Optional.ofNullable(secrets.get(slot)),
                _ -> RateBudget.unlimited(),
                slack.company().clock(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    SlackTestTenant with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    Company company() {
        return slack.company();
    }

    CompanyPerson person(String local) {
        return company().people().find(local + "@" + company().domain()).orElseThrow();
    }

    static String userId(CompanyPerson person) {
        return SlackTenant.userId(person);
    }

    ProviderSession session() {
        return factory.open(
                connector, Connection.of(new TenantId("larkfield"), CONNECTION, SlackIds.SLACK, settings, Map.of()));
    }

    AccessStream stream(StreamId id) {
        return connector.stream(id);
    }

    /** Reads all observations of a stream, as a sweep does. */
    <T extends AccessObservation> List<T> read(StreamId id, Class<T> type) throws ConnectorException {
        return StreamSweep.of(stream(id), session()).of(type);
    }

    static List<StreamPage> pages(ProviderSession session, AccessStream stream, Partition partition)
            throws ConnectorException {
        return StreamSweep.of(stream, session, partition).pages();
    }

    @Override
    public void close() {
        factory.close();
        slack.close();
    }
}
