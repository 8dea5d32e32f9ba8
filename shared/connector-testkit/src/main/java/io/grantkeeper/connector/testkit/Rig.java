package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
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

/** A fresh connector with a fresh client, and the connections that are made with them. */
final class Rig implements AutoCloseable {
    /** Generous, so that a slow machine is no fault. */
    static final HttpOptions PATIENT = options(Duration.ofSeconds(20), 2);

    /** For calls that hang on purpose. */
    static final HttpOptions IMPATIENT = options(Duration.ofMillis(400), 1);

    private final Connector connector;
    private final SessionFactory factory;
    private final Map<ConnectionId, Map<String, Secret>> credentials = new ConcurrentHashMap<>();
    private final List<FaultyServer> servers = new ArrayList<>();

    Rig(Connector connector, Clock clock, HttpOptions options) {
        this.connector = connector;
        this.factory = new SessionFactory(
                (connection, slot) -> Optional.ofNullable(
                        credentials.getOrDefault(connection.id(), Map.of()).get(slot)),
                _ -> RateBudget.unlimited(),
                clock,
                options);
    }

    private static HttpOptions options(Duration answerWithin, int attempts) {
        return new HttpOptions(
                answerWithin, answerWithin, 20 * 1024 * 1024, attempts, Duration.ofMillis(1), 1024 * 1024, 25);
    }

    Connector connector() {
        return connector;
    }

    /** A connection to a double, with something in between. */
    Connected connect(ProviderDouble provider, String name, Interference interference) {
        CallLine line = new CallLine(interference);
        Map<String, String> settings = new TreeMap<>(provider.settings());
        Map<String, String> rewrites = new TreeMap<>();
        provider.baseUrls().forEach((setting, uri) -> {
            String origin = uri.getScheme() + "://" + uri.getRawAuthority();
            Upstream upstream = new Upstream(URI.create(origin));
            FaultyServer server = new FaultyServer(setting, line, (call, target, body) -> {
                Answer answer = upstream.answer(call, target, body);
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

    /** A connection to recorded answers. */
    Connected connect(Recording recording, Map<String, Secret> secrets) {
        CallLine line = new CallLine(Interference.NONE);
        Map<String, String> settings = new TreeMap<>(recording.settings());
        Map<String, String> places = new TreeMap<>();
        RecordedAnswers answers = new RecordedAnswers(recording, places);
        recording.servers().forEach((setting, path) -> {
            FaultyServer server = new FaultyServer(setting, line, answers);
            servers.add(server);
            places.put(setting, server.uri().toString());
            settings.put(setting, server.uri() + path);
        });
        return open("one", settings, secrets, line, places);
    }

    private Connected open(
            String name,
            Map<String, String> settings,
            Map<String, Secret> secrets,
            CallLine line,
            Map<String, String> rewrites) {
        Map<String, String> references = new TreeMap<>();
        secrets.keySet().forEach(slot -> references.put(slot, "contract:" + slot));
        ConnectionId id = new ConnectionId(name);
        credentials.put(id, secrets);
        Connection connection = Connection.of(new TenantId("contract"), id, connector.provider(), settings, references);
        ProviderSession session = factory.open(new WithoutHosts(connector), connection);
        return new Connected(connector, session, line, secrets, rewrites);
    }

    /** Opens another session for a connection that differs in its configuration. */
    ProviderSession open(Connection connection, Map<String, Secret> secrets) {
        credentials.put(connection.id(), secrets);
        return factory.open(new WithoutHosts(connector), connection);
    }

    @Override
    public void close() {
        factory.close();
        servers.forEach(FaultyServer::close);
    }
}
