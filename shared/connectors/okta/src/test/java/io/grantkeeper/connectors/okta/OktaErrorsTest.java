package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OktaErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final OktaErrors responses = new OktaErrors(new OktaDpopNonces());

    private Optional<ConnectorProblem> problem(int status, String body, Map<String, String> headers, String limit) {
        Map<String, List<String>> lists = new TreeMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        ProviderRequest request =
                ProviderRequest.get(URI.create("https://acme.okta.com/api/v1/apps?limit=20"), limit, OktaScopes.APPS);
        return responses.problem(
                new ProviderResponse(request, status, lists, body.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    private ConnectorProblem api(int status, String code) {
        return problem(status, OktaTestRows.error(code), Map.of(), OktaRateLimits.APPS)
                .orElseThrow();
    }

    private Duration waitOf(Map<String, String> headers) {
        return ((RateLimited) problem(429, OktaTestRows.error("E0000047"), headers, OktaRateLimits.APPS)
                        .orElseThrow())
                .retryAfter();
    }

    @Nested
    class Codes {
        @ParameterizedTest
        @CsvSource({
            "401, E0000011, InvalidToken",
            "401, E0000004, InvalidToken",
            "403, E0000006, InsufficientScope",
            "403, E0000015, NotOffered",
            "404, E0000007, NotFound",
            "404, E0000008, NotOffered",
            "404, E0000022, NotOffered",
            "405, E0000022, NotOffered",
            "400, E0000001, UnexpectedResponse",
            "500, E0000009, Unavailable",
            "503, E0000010, Unavailable",
            "429, E0000047, RateLimited",
            "400, E0000047, RateLimited"
        })
        void mapsEachStatusAndErrorCodeToOneProblem(int status, String code, String becomes) {
            assertThat(api(status, code).getClass().getSimpleName()).isEqualTo(becomes);
        }

        @Test
        void ignoresMalformedErrorCodes() {
            assertThat(problem(404, "<html>", Map.of(), OktaRateLimits.APPS))
                    .get()
                    .isInstanceOf(Misconfigured.class);
            assertThat(problem(404, OktaTestRows.error("E0000007'); --"), Map.of(), OktaRateLimits.APPS))
                    .get()
                    .isInstanceOf(Misconfigured.class);
            assertThat(problem(403, "[]", Map.of(), OktaRateLimits.APPS)).get().isInstanceOf(InsufficientScope.class);
        }

        @Test
        void ignoresTextOfErrorMessage() {
            String lying = OktaTestRows.error("E0000007").replace("for people", "rate limit exceeded");
            assertThat(problem(404, lying, Map.of(), OktaRateLimits.APPS)).get().isInstanceOf(NotFound.class);
        }

        @Test
        void namesScopeRequiredByCall() {
            assertThat(api(403, "E0000006"))
                    .isInstanceOfSatisfying(
                            InsufficientScope.class,
                            problem -> assertThat(problem.missing()).containsExactly(OktaScopes.APPS));
        }
    }

    @Nested
    class WaitTime {
        @Test
        void waitsUntilRateLimitResetsAccordingToOktaClock() {
            assertThat(waitOf(Map.of(
                            "x-rate-limit-limit", "100",
                            "x-rate-limit-reset",
                                    Long.toString(NOW.plusSeconds(320).getEpochSecond()),
                            "date", "Tue, 24 Nov 2026 12:05:00 GMT")))
                    .isEqualTo(Duration.ofSeconds(20));
        }

        @Test
        void waitsBrieflyAfterTooManyConcurrentCalls() {
            assertThat(waitOf(Map.of(
                            "x-rate-limit-limit", "0",
                            "x-rate-limit-remaining", "0",
                            "x-rate-limit-reset",
                                    Long.toString(NOW.plusSeconds(50).getEpochSecond()))))
                    .isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void waitsOneMinuteByDefaultAndNeverLonger() {
            assertThat(waitOf(Map.of())).isEqualTo(Duration.ofMinutes(1));
            assertThat(waitOf(Map.of("x-rate-limit-reset", "soon", "date", "never")))
                    .isEqualTo(Duration.ofMinutes(1));
            assertThat(waitOf(Map.of(
                            "x-rate-limit-reset",
                            Long.toString(NOW.plusSeconds(9_000).getEpochSecond()))))
                    .isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Nested
    class TokenEndpoint {
        private Optional<ConnectorProblem> token(int status, String error, Map<String, String> headers) {
            return problem(status, "{\"error\":\"%s\"}".formatted(error), headers, OktaRateLimits.TOKENS);
        }

        @Test
        void acceptsRequestForNonceOnlyIfResponseContainsNonce() {
            assertThat(token(400, "use_dpop_nonce", Map.of("dpop-nonce", "n-1")))
                    .isEmpty();
            assertThat(token(400, "use_dpop_nonce", Map.of())).get().isInstanceOf(InvalidToken.class);
        }

        @Test
        void mapsTokenErrorsToProblems() {
            assertThat(token(400, "invalid_scope", Map.of())).get().isInstanceOf(InsufficientScope.class);
            assertThat(token(401, "invalid_client", Map.of())).get().isInstanceOf(InvalidToken.class);
            assertThat(token(400, "invalid_dpop_proof", Map.of())).get().isInstanceOf(InvalidToken.class);
            assertThat(token(400, "something_new", Map.of())).get().isInstanceOf(UnexpectedResponse.class);
            assertThat(token(503, "", Map.of())).get().isInstanceOf(Unavailable.class);
            assertThat(problem(404, "<html>", Map.of(), OktaRateLimits.TOKENS))
                    .get()
                    .isInstanceOf(Misconfigured.class);
        }
    }

    @Test
    void reportsNoProblemForSuccess() {
        assertThat(problem(200, "[]", Map.of(), OktaRateLimits.APPS)).isEmpty();
        assertThat(problem(204, "", Map.of(), OktaRateLimits.APPS)).isEmpty();
        assertThat(api(403, "E0000015")).isInstanceOf(NotOffered.class);
    }
}
