package io.grantkeeper.connectors.google;

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
final class GoogleScript implements ProviderSession {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final ConnectionId CONNECTION = new ConnectionId("google-acme");

    private record Answer(int status, String body) {}

    final List<ProviderRequest> sent = new ArrayList<>();
    private final LinkedHashMap<String, Answer> answers = new LinkedHashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>(Map.of(GoogleSettings.ADMIN_USER, "admin@acme.test"));
    private Instant now = NOW;

    /**
     * @param call the method and a part of the URL, for example {@code GET users/1/tokens}; if several match, the
     *     latest one
     *         applies
     */
    GoogleScript withResponse(String call, int status, String body) {
        answers.putFirst(call, new Answer(status, body));
        return this;
    }

    GoogleScript withResponse(String call, String body) {
        return withResponse(call, 200, body);
    }

    GoogleScript withError(String call, int status, String reason) {
        return withResponse(call, status, error(status, reason));
    }

    GoogleScript withSecret(String slot, String secret) {
        secrets.put(slot, Secret.of(secret));
        return this;
    }

    GoogleScript withSetting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    GoogleScript after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    static String error(int status, String reason) {
        return """
                {"error":{"code":%d,"message":"for people","errors":[{"message":"m","domain":"global","reason":"%s"}]}}""".formatted(status, reason);
    }

    List<String> calls() {
        return sent.stream()
                .map(request -> request.method() + " " + request.uri().getRawPath())
                .toList();
    }

    @Override
    public Connection connection() {
        return Connection.of(new TenantId("acme"), CONNECTION, GoogleConnector.PROVIDER, settings, Map.of());
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
        Optional<ConnectorProblem> problem = new GoogleErrors().problem(response, now);
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
