package io.grantkeeper.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pause that the provider demands from one worker")
class SharedPauseTest {
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Map<String, Instant> blocked = new HashMap<>();
    private final RateBudget budget = new RateBudget() {
        @Override
        public Lease lease(RateLimit limit, int wanted) {
            Instant until = blocked.getOrDefault(limit.name(), Instant.MIN);
            return now.isBefore(until) ? new Lease(0, Duration.between(now, until)) : new Lease(wanted, Duration.ZERO);
        }

        @Override
        public void block(RateLimit limit, Instant until) {
            blocked.put(limit.name(), until);
        }
    };
    private ScriptedServer server;
    private SessionFactory one;
    private SessionFactory two;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        one = worker();
        two = worker();
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        server.close();
    }

    private SessionFactory worker() {
        return new SessionFactory(
                (_, _) -> Optional.of(Secret.of("canary-4d1c")),
                _ -> budget,
                clock,
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    private ProviderSession session(SessionFactory worker) {
        return worker.open(
                new MinimalConnector(false),
                Connection.of(
                        new TenantId("acme"),
                        new ConnectionId("one"),
                        new ProviderId("plain"),
                        Map.of("base-url", server.uri("/").toString()),
                        Map.of("token", "test:token")));
    }

    private Optional<ConnectorProblem> call(SessionFactory worker, String limit) {
        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> {
            var _ = session(worker).http().send(ProviderRequest.get(server.uri("/a"), limit, "token"));
        });
        return Optional.ofNullable(refused).map(ConnectorException::problem);
    }

    @Test
    void pausesEveryLimitForAllWorkersForStatedTime() {
        for (int i = 0; i < 20; i++) {
            assertThat(call(two, "log"))
                    .as("so that the worker holds leased calls")
                    .isEmpty();
        }
        server.script(exchange -> ScriptedServer.reply(exchange, 429, "{}", "Retry-After", "60", "pause-all", "60"));
        assertThat(call(one, "core")).contains(new RateLimited(Duration.ofSeconds(60), "core"));
        int made = server.requests().size();

        assertThat(call(one, "log")).contains(new RateLimited(Duration.ofSeconds(60), "log"));
        now = now.plusSeconds(6);
        assertThat(call(two, "core")).contains(new RateLimited(Duration.ofSeconds(54), "core"));
        assertThat(call(two, "log"))
                .as("leased calls are held for a few seconds only")
                .contains(new RateLimited(Duration.ofSeconds(54), "log"));
        assertThat(server.requests()).hasSize(made);

        now = now.plusSeconds(54);
        server.script(exchange -> ScriptedServer.reply(exchange, 200, "{}"));
        assertThat(call(one, "log")).isEmpty();
        assertThat(call(two, "core")).isEmpty();
    }

    @Test
    void pausesCallsIfSuccessfulResponseDemandsIt() {
        server.script(exchange -> ScriptedServer.reply(exchange, 200, "{}", "pause-all", "30"));
        assertThat(call(one, "core")).as("the response itself is used").isEmpty();
        assertThat(call(one, "core")).contains(new RateLimited(Duration.ofSeconds(30), "core"));
        assertThat(call(two, "log")).contains(new RateLimited(Duration.ofSeconds(30), "log"));
    }
}
