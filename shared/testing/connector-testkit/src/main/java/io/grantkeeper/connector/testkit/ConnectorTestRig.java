package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A fresh connector with a fresh HTTP client, and the connections made with them. */
final class ConnectorTestRig implements AutoCloseable {
    /** Generous timeouts, so that a slow machine does not fail the test. */
    static final ProviderHttpOptions LONG_WAIT = options(Duration.ofMinutes(1), 2);

    /** Short timeouts, for calls that are meant to hang. */
    static final ProviderHttpOptions SHORT_WAIT = options(Duration.ofMillis(400), 1);

    private final Connector connector;
    private final SessionFactory factory;
    private final Map<ConnectionId, Map<String, Secret>> credentials = new ConcurrentHashMap<>();
    private final List<FaultInjectingServer> servers = new ArrayList<>();

    ConnectorTestRig(Connector connector, Clock clock, ProviderHttpOptions options) {
        this.connector = connector;
        this.factory = new SessionFactory(
                (connection, slot) -> Optional.ofNullable(
                        credentials.getOrDefault(connection.id(), Map.of()).get(slot)),
                _ -> RateBudget.unlimited(),
                clock,
                options);
    }

    private static ProviderHttpOptions options(Duration answerWithin, int attempts) {
        return new ProviderHttpOptions(
                answerWithin, answerWithin, 20 * 1024 * 1024, attempts, Duration.ofMillis(1), 1024 * 1024, 25);
    }

    Connector connector() {
        return connector;
    }

    /**
     * Connects to a double through an interceptor.
     *
     * @param name the double's name, {@code one} or {@code two}
     */
    TestConnection connect(ProviderDouble provider, String name, TrafficInterceptor interceptor) {
        SessionCallLog line = new SessionCallLog(interceptor);
        Map<String, String> settings = new TreeMap<>(provider.settings());
        Map<String, String> rewrites = new TreeMap<>();
        provider.baseUrls().forEach((setting, uri) -> {
            String origin = uri.getScheme() + "://" + uri.getRawAuthority();
            ProviderDoubleForwarder upstream = new ProviderDoubleForwarder(URI.create(origin));
            FaultInjectingServer server = new FaultInjectingServer(setting, line, (call, target, body) -> {
                ProviderDoubleResponse answer = upstream.answer(call, target, body);
                for (Map.Entry<String, String> rewrite : rewrites.entrySet()) {
                    answer = answer.replace(rewrite.getKey(), rewrite.getValue());
                }
                return answer;
            });
            servers.add(server);
            rewrites.put(origin, server.uri().toString());
            settings.put(setting, server.uri() + uri.getRawPath());
        });
        return open(name, settings, provider.credentials(), line, rewrites);
    }

    /** Connects to a recording. */
    TestConnection connect(ProviderRecording recording, Map<String, Secret> secrets) {
        SessionCallLog line = new SessionCallLog(TrafficInterceptor.NONE);
        Map<String, String> settings = new TreeMap<>(recording.settings());
        Map<String, String> places = new TreeMap<>();
        RecordedResponses answers = new RecordedResponses(recording, places);
        recording.servers().forEach((setting, path) -> {
            FaultInjectingServer server = new FaultInjectingServer(setting, line, answers);
            servers.add(server);
            places.put(setting, server.uri().toString());
            settings.put(setting, server.uri() + path);
        });
        return open("one", settings, secrets, line, places);
    }

    private TestConnection open(
            String name,
            Map<String, String> settings,
            Map<String, Secret> secrets,
            SessionCallLog line,
            Map<String, String> rewrites) {
        Map<String, String> references = new TreeMap<>();
        secrets.keySet().forEach(slot -> references.put(slot, "contract:" + slot));
        ConnectionId id = new ConnectionId(name);
        credentials.put(id, secrets);
        Connection connection = Connection.of(new TenantId("contract"), id, connector.provider(), settings, references);
        ProviderSession session = factory.open(new HostlessConnector(connector), connection);
        return new TestConnection(connector, session, line, secrets, rewrites);
    }

    /** Opens another session for a connection whose configuration was changed. */
    ProviderSession open(Connection connection, Map<String, Secret> secrets) {
        credentials.put(connection.id(), secrets);
        return factory.open(new HostlessConnector(connector), connection);
    }

    @Override
    public void close() {
        factory.close();
        servers.forEach(FaultInjectingServer::close);
    }
}
