package io.grantkeeper.connectors.entra;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session with scripted responses. It interprets them as the real client does, but without authentication. */
final class EntraScript implements ProviderSession {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final ConnectionId CONNECTION = new ConnectionId("entra-acme");
    static final String TENANT = "7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10";

    private record Answer(int status, String body) {}

    final List<ProviderRequest> sent = new ArrayList<>();
    private final LinkedHashMap<String, Answer> answers = new LinkedHashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final Map<String, String> settings =
            new HashMap<>(Map.of(EntraSettings.TENANT_ID, TENANT, EntraSettings.CLIENT_ID, TENANT));

    /**
     * @param call the method and a part of the URL, for example {@code GET /users}; if several match, the latest one
     *     applies
     */
    EntraScript withResponse(String call, int status, String body) {
        answers.putFirst(call, new Answer(status, body));
        return this;
    }

    EntraScript withResponse(String call, String body) {
        return withResponse(call, 200, body);
    }

    EntraScript withSecret(String slot, String secret) {
        secrets.put(slot, Secret.of(secret));
        return this;
    }

    EntraScript withSetting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    static String error(String code) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"for people\",\"innerError\":{\"request-id\":\"r\"}}}"
                .formatted(code);
    }

    List<String> calls() {
        return sent.stream()
                .map(request -> request.method() + " " + request.uri().getRawPath())
                .toList();
    }

    @Override
    public Connection connection() {
        return Connection.of(new TenantId("acme"), CONNECTION, EntraConnector.PROVIDER, settings, Map.of());
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
        Optional<ConnectorProblem> problem = new EntraErrors().problem(response, NOW);
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
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
