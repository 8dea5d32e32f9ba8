package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session with scripted responses. It interprets them as the real client does, but without authentication. */
public final class ScriptedSession implements ProviderSession {
    private record Answer(int status, String body) {}

    private final Connector connector;
    private final ConnectionId id;
    private final List<ProviderRequest> sent = new ArrayList<>();
    private final LinkedHashMap<String, Answer> answers = new LinkedHashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private Instant now;

    public ScriptedSession(Connector connector, ConnectionId id, Instant now) {
        this.connector = connector;
        this.id = id;
        this.now = now;
    }

    /**
     * Adds a response for matching calls.
     *
     * @param call the method and a part of the URL, for example {@code GET /users}; if several responses match, the one
     *     that was added last applies
     */
    public ScriptedSession withResponse(String call, int status, String body) {
        answers.putFirst(call, new Answer(status, body));
        return this;
    }

    public ScriptedSession withResponse(String call, String body) {
        return withResponse(call, 200, body);
    }

    public ScriptedSession withSecret(String slot, String secret) {
        secrets.put(slot, Secret.of(secret));
        return this;
    }

    public ScriptedSession withSetting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Advances the session's clock. */
    public ScriptedSession after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** Returns the requests that were sent, in order. */
    public List<ProviderRequest> sent() {
        return List.copyOf(sent);
    }

    /** Clears the list of requests that were sent. */
    public void clearSent() {
        sent.clear();
    }

    /** Returns the method and path of each request that was sent, in order. */
    public List<String> calls() {
        return sent.stream()
                .map(request -> request.method() + " " + request.uri().getRawPath())
                .toList();
    }

    @Override
    public Connection connection() {
        return Connection.of(new TenantId("acme"), id, connector.provider(), settings, Map.of());
    }

    @Override
    public ProviderHttp http() {
        return this::send;
    }

    private ProviderResponse send(ProviderRequest request) throws ConnectorException {
        sent.add(request);
        String line = request.method() + " " + request.uri();
        Answer answer = answers.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey().split(" ", 2)[0] + " ")
                        && line.contains(entry.getKey().split(" ", 2)[1]))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the script has no response to " + line));
        ProviderResponse response = new ProviderResponse(
                request, answer.status(), Map.of(), answer.body().getBytes(StandardCharsets.UTF_8));
        Optional<ConnectorProblem> problem = connector.errors().problem(response, now);
        if (problem.isPresent()) {
            throw new ConnectorException(problem.get());
        }
        return response;
    }

    @Override
    public Optional<Secret> credential(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
