package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A session that returns scripted responses in order. It interprets them as the real client does. */
final class ScriptedGitHub implements ProviderSession, ProviderHttp {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    Instant now = NOW;

    final List<ProviderRequest> asked = new ArrayList<>();
    final Map<String, String> settings = new TreeMap<>(Map.of("organization", "acme"));
    final Map<String, String> credentials = new TreeMap<>();
    private final Deque<Scripted> answers = new ArrayDeque<>();

    private record Scripted(int status, Map<String, String> headers, String body) {}

    ScriptedGitHub answer(int status, Map<String, String> headers, String body) {
        answers.add(new Scripted(status, headers, body));
        return this;
    }

    ScriptedGitHub answer(String body) {
        return answer(200, Map.of(), body);
    }

    static ProviderResponse response(ProviderRequest request, int status, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new ProviderResponse(request, status, all, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ProviderResponse send(ProviderRequest request) throws ConnectorException {
        asked.add(request);
        Scripted next = answers.remove();
        ProviderResponse response = response(request, next.status(), next.headers(), next.body());
        Optional<ConnectorProblem> problem = new GitHubErrors().problem(response, NOW);
        if (problem.isPresent()) {
            throw new ConnectorException(problem.get());
        }
        return response;
    }

    @Override
    public Connection connection() {
        return Connection.of(
                new TenantId("acme"), GitHubTenantDouble.CONNECTION, GitHubIds.GITHUB, settings, credentials);
    }

    @Override
    public ProviderHttp http() {
        return this;
    }

    @Override
    public Optional<Secret> credential(String name) {
        return Optional.ofNullable(credentials.get(name)).map(Secret::of);
    }

    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
