package io.grantkeeper.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionFactoryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String CANARY = "canary-9f31";

    private final List<Integer> leased = new ArrayList<>();
    private final List<Instant> blocked = new ArrayList<>();
    private final RateBudget budget = new RateBudget() {
        @Override
        public Lease lease(RateLimit limit, int wanted) {
            leased.add(wanted);
            return leased.size() > 7 ? new Lease(0, Duration.ofSeconds(42)) : new Lease(wanted, Duration.ZERO);
        }

        @Override
        public void block(RateLimit limit, Instant until) {
            blocked.add(until);
        }
    };
    private ScriptedServer server;
    private SessionFactory factory;

    /** A latch that ends the responses of {@link #hang} when the test ends. */
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        factory = new SessionFactory(
                (connection, slot) -> Optional.of(Secret.of(CANARY + connection.id() + slot)),
                _ -> budget,
                Clock.fixed(NOW, ZoneOffset.UTC),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    @AfterEach
    void stop() {
        ended.countDown();
        factory.close();
        server.close();
    }

    @Nested
    class Hosts {
        @Test
        void blocksUndeclaredHosts() {
            assertThat(problem(get(URI.create("https://elsewhere.example/x"))))
                    .isInstanceOfSatisfying(
                            UnexpectedResponse.class,
                            problem ->
                                    assertThat(problem.message()).contains("elsewhere.example", "api.plain.example"));
        }

        @Test
        void doesNotFollowRedirectsToOtherHosts() throws IOException {
            try (ScriptedServer other = new ScriptedServer()) {
                server.script(exchange -> ScriptedServer.reply(
                        exchange, 302, "", "Location", other.uri("/x").toString()));
                assertThat(problem(get(server.uri("/a")))).isInstanceOf(UnexpectedResponse.class);
                assertThat(other.requests()).isEmpty();
            }
        }

        @Test
        void followsRedirectsOnSameHost() throws ConnectorException {
            server.script(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/old")) {
                    ScriptedServer.reply(exchange, 301, "", "Location", "/new");
                } else {
                    ScriptedServer.reply(exchange, 200, "{}");
                }
            });
            assertThat(session("one").http().send(get(server.uri("/old"))).uri().getPath())
                    .isEqualTo("/new");
        }

        @Test
        void reportsInvalidBaseUrlWithSettingAndFix() {
            Connection wrong = connection("one", "http://plain.example");
            assertThat(problem(factory.open(new MinimalConnector(false), wrong), get(server.uri("/"))))
                    .isEqualTo(new Misconfigured("connection 'one' (plain): setting 'base-url' must use https"
                            + " (http is allowed only for localhost); expected a URL such as https://api.example.com"));
        }
    }

    @Nested
    class Tokens {
        @Test
        void discardsRejectedCachedTokenAndFetchesAnother() throws ConnectorException {
            server.script(exchange -> ScriptedServer.reply(
                    exchange,
                    exchange.getRequestHeaders().getFirst("Authorization").endsWith("-1") ? 200 : 401,
                    "{}"));
            MinimalConnector connector = new MinimalConnector(true);
            factory.open(connector, connection("one", server.uri("/").toString()))
                    .http()
                    .send(get(server.uri("/a")));
            assertThat(connector.forgotten).hasValue(1);
            assertThat(server.requests()).hasSize(2);
        }

        @Test
        void reportsTokenAsInvalidAfterSecondRejection() {
            server.script(exchange -> ScriptedServer.reply(exchange, 401, "{}"));
            MinimalConnector connector = new MinimalConnector(true);
            assertThat(problem(
                            factory.open(
                                    connector, connection("one", server.uri("/").toString())),
                            get(server.uri("/a"))))
                    .isInstanceOf(InvalidToken.class);
            assertThat(server.requests()).hasSize(2);
        }

        @Test
        void doesNotRetryCallWithRejectedStaticToken() {
            server.script(exchange -> ScriptedServer.reply(exchange, 401, "{}"));
            assertThat(problem(get(server.uri("/a")))).isInstanceOf(InvalidToken.class);
            assertThat(server.requests()).hasSize(1);
        }

        @Test
        void namesTokenWithIllegalCharactersButOmitsItsValue() {
            SessionFactory broken = new SessionFactory(
                    (connection, slot) -> Optional.of(Secret.of(CANARY + "\n")),
                    _ -> budget,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
            try (broken) {
                ConnectorProblem problem = problem(
                        broken.open(
                                new MinimalConnector(false),
                                connection("one", server.uri("/").toString())),
                        get(server.uri("/a")));
                assertThat(problem).isInstanceOf(Misconfigured.class);
                assertThat(problem.message()).contains("'token'", "line end");
            }
        }

        @Test
        void keepsTokensOutOfResponsesAndMessages() throws ConnectorException {
            ProviderResponse response = session("one").http().send(get(server.uri("/a")));
            assertThat(response.request().headers()).isEmpty();
            assertThat(server.requests().getFirst().header("Authorization").orElseThrow())
                    .contains(CANARY);
        }
    }

    @Nested
    class Budget {
        @Test
        void increasesLeaseSizeStepwiseAndReportsDelayWhenBudgetIsExhausted() throws ConnectorException {
            ProviderHttp http = session("one").http();
            for (int i = 0; i < 1 + 2 + 4 + 8 + 10 + 10 + 10; i++) {
                http.send(get(server.uri("/a")));
            }
            assertThat(leased).containsExactly(1, 2, 4, 8, 10, 10, 10);
            assertThat(problem(get(server.uri("/a")))).isEqualTo(new RateLimited(Duration.ofSeconds(42), "core"));
        }

        @Test
        void blocksBudgetForAllWorkersIfProviderThrottles() {
            server.script(exchange -> ScriptedServer.reply(exchange, 429, "", "Retry-After", "90"));
            assertThat(problem(get(server.uri("/a")))).isEqualTo(new RateLimited(Duration.ofSeconds(90), "core"));
            assertThat(problem(get(server.uri("/a")))).isEqualTo(new RateLimited(Duration.ofSeconds(90), "core"));
            assertThat(blocked).containsExactly(NOW.plusSeconds(90));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Nested
    class Failures {
        @Test
        void retriesTransientFailures() throws ConnectorException {
            AtomicInteger calls = new AtomicInteger();
            server.script(exchange -> ScriptedServer.reply(exchange, calls.getAndIncrement() == 0 ? 502 : 200, "{}"));
            assertThat(session("one").http().send(get(server.uri("/a"))).status())
                    .isEqualTo(200);
        }

        @Test
        void doesNotRetryNonIdempotentCalls() {
            server.script(exchange -> ScriptedServer.reply(exchange, 502, ""));
            ProviderRequest change = ProviderRequest.mutation(
                    ProviderRequest.Method.POST, server.uri("/a"), "core", "token", null, false);
            assertThat(problem(change)).isInstanceOf(Unavailable.class);
            assertThat(server.requests()).hasSize(1);
        }

        @Test
        void pausesOnlyFailingConnection() throws ConnectorException {
            server.script(exchange -> ScriptedServer.reply(exchange, 503, ""));
            for (int i = 0; i < 6; i++) {
                assertThat(problem(get(server.uri("/a")))).isInstanceOf(Unavailable.class);
            }
            int made = server.requests().size();
            assertThat(problem(get(server.uri("/a"))).message()).contains("paused for 30 s");
            assertThat(server.requests()).hasSize(made);
            server.script(exchange -> ScriptedServer.reply(exchange, 200, "{}"));
            assertThat(session("two").http().send(get(server.uri("/a"))).status())
                    .isEqualTo(200);
        }

        @Test
        void honorsRetryAfterIn503Response() {
            server.script(exchange -> ScriptedServer.reply(exchange, 503, "", "Retry-After", "40"));
            for (int i = 0; i < 2; i++) {
                assertThat(problem(get(server.uri("/a"))))
                        .isInstanceOfSatisfying(
                                RateLimited.class,
                                limited -> assertThat(limited.retryAfter())
                                        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40)));
            }
            assertThat(server.requests()).hasSize(1);
        }

        @Test
        void reportsNetworkFailuresAsUnavailable() throws IOException {
            SessionFactory impatient = new SessionFactory(
                    (connection, slot) -> Optional.of(Secret.of(CANARY)),
                    _ -> budget,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    ProviderHttpOptions.shortTimeouts(Duration.ofMillis(100)));
            try (impatient) {
                ProviderSession session = impatient.open(
                        new MinimalConnector(false),
                        connection("one", server.uri("/").toString()));
                server.script(exchange -> hang());
                assertThat(problem(session, get(server.uri("/hangs")))).isInstanceOf(Unavailable.class);
                server.script(exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    hang();
                });
                assertThat(problem(session, get(server.uri("/body-hangs")))).isInstanceOf(Unavailable.class);
            }
            server.script(exchange -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"half\":".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.getHttpContext().getServer();
                throw new IOException("cut off");
            });
            assertThat(problem(get(server.uri("/truncated")))).isInstanceOf(Unavailable.class);
        }

        @Test
        void reportsFailureOfErrorClassifierAsUnexpectedResponse() {
            server.script(exchange -> ScriptedServer.reply(exchange, 418, "{}"));
            assertThat(problem(get(server.uri("/a")))).isInstanceOf(UnexpectedResponse.class);
        }

        @Test
        void rejectsOversizedResponse() {
            server.script(exchange -> ScriptedServer.reply(exchange, 200, "x".repeat(21 * 1024 * 1024)));
            SessionFactory patient = new SessionFactory( // 21 MB can take a while on a busy machine
                    (connection, slot) -> Optional.of(Secret.of(CANARY)),
                    _ -> budget,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
            try (patient) {
                ProviderSession session = patient.open(
                        new MinimalConnector(false),
                        connection("one", server.uri("/").toString()));
                assertThat(problem(session, get(server.uri("/a"))).message()).contains("larger than 20971520 bytes");
            }
        }
    }

    @Nested
    class ConditionalRequests {
        @Test
        void returnsCachedBodyOn304() throws ConnectorException {
            respondWithEtag();
            ProviderHttp http = session("one").http();
            ProviderResponse first = http.send(get(server.uri("/a")));
            ProviderResponse second = http.send(get(server.uri("/a")));
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.status()).isEqualTo(200);
            assertThat(server.requests().getLast().header("If-None-Match")).contains("\"v1\"");
        }

        @Test
        void cachesResponsesSeparatelyByConnectionAndCredential() throws ConnectorException {
            respondWithEtag();
            session("one").http().send(get(server.uri("/a")));
            session("two").http().send(get(server.uri("/a")));
            session("one").http().send(ProviderRequest.get(server.uri("/a"), "core", "other"));
            assertThat(server.requests())
                    .allSatisfy(request ->
                            assertThat(request.header("If-None-Match")).isEmpty());
        }

        private void respondWithEtag() {
            server.script(exchange -> {
                boolean same = exchange.getRequestHeaders().getFirst("If-None-Match") != null;
                ScriptedServer.reply(exchange, same ? 304 : 200, same ? "" : "{\"a\":1}", "ETag", "\"v1\"");
            });
        }
    }

    private void hang() {
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProviderRequest get(URI uri) {
        return ProviderRequest.get(uri, "core", "token");
    }

    private ProviderSession session(String name) {
        return factory.open(
                new MinimalConnector(false), connection(name, server.uri("/").toString()));
    }

    private static Connection connection(String name, String baseUrl) {
        return Connection.of(
                new TenantId("acme"),
                new ConnectionId(name),
                new ProviderId("plain"),
                Map.of("base-url", baseUrl),
                Map.of());
    }

    private ConnectorProblem problem(ProviderRequest request) {
        return problem(session("one"), request);
    }

    private static ConnectorProblem problem(ProviderSession session, ProviderRequest request) {
        ConnectorException thrown = catchThrowableOfType(
                ConnectorException.class, () -> session.http().send(request));
        assertThat(thrown.toString()).doesNotContain(CANARY);
        return thrown.problem();
    }
}
