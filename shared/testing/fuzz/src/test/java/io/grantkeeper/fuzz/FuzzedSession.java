package io.grantkeeper.fuzz;

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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A session with a provider that answers requests with the fuzzed messages, in order; the last one is repeated. The
 * pseudo-header {@code status} contains the status. All credentials have the same value, which no result may contain.
 */
final class FuzzedSession implements ProviderSession, ProviderHttp {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Secret SECRET = Secret.of("Bearer canary-7261-canary-7261-canary-7261");

    /**
     * The number of calls after which the provider becomes unavailable. Without this limit, reading would never end if
     * every response named a next page.
     */
    private static final int MAX_CALLS = 12;

    private static final Map<String, String> SETTINGS = Map.of(
            "organization", "E01ORG",
            "base-url", "https://provider.example",
            "token-url", "https://provider.example/token",
            "client-id", "client",
            "tenant-id", "33333333-cccc-4ccc-8ccc-333333333333",
            "admin-user", "admin@acme.example",
            "event-source", "aws.partner/okta.com/acme/log");

    private final Connector connector;
    private final List<HttpMessage> responses;
    private int calls;

    FuzzedSession(Connector connector, List<HttpMessage> responses) {
        this.connector = connector;
        this.responses = responses;
    }

    @Override
    public ProviderResponse send(ProviderRequest request) throws ConnectorException {
        calls++;
        if (calls > MAX_CALLS) {
            throw new ConnectorException(new ConnectorProblem.Unavailable("too many calls"));
        }
        HttpMessage response = responses.get(Math.min(calls, responses.size()) - 1);
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        ProviderResponse complete = new ProviderResponse(request, status(response), headers, response.body());
        Optional<ConnectorProblem> problem = connector.errors().problem(complete, NOW);
        if (problem.isPresent()) {
            throw new ConnectorException(problem.get());
        }
        return complete;
    }

    private static int status(HttpMessage response) {
        String status = response.header("status", "200");
        return status.matches("[1-5][0-9]{2}") ? Integer.parseInt(status) : 200;
    }

    @Override
    public Connection connection() {
        return Connection.of(
                new TenantId("acme"),
                new ConnectionId(connector.provider() + "-acme"),
                connector.provider(),
                SETTINGS,
                Map.of());
    }

    @Override
    public ProviderHttp http() {
        return this;
    }

    @Override
    public Optional<Secret> credential(String name) {
        return Optional.of(SECRET);
    }

    @Override
    public Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
