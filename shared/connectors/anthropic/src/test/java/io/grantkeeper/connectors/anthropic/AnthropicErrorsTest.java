package io.grantkeeper.connectors.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String KEYS = "https://api.anthropic.com/v1/organizations/api_keys";
    private static final String ACTIVITIES = "https://api.anthropic.com/v1/compliance/activities";

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, unexpected-response",
        "401, authentication_error, invalid-token",
        "403, permission_error, insufficient-scope",
        "404, not_found_error, not-found",
        "413, request_too_large, unexpected-response",
        "429, rate_limit_error, rate-limited",
        "500, api_error, unavailable",
        "504, timeout_error, unavailable",
        "529, overloaded_error, unavailable",
    })
    void mapsEachErrorResponseToOneProblem(int status, String type, String problem) {
        assertThat(problem(KEYS, status, Map.of(), error(type)).code()).isEqualTo(problem);
    }

    @Test
    void reportsUnavailableFeatureAsNotOffered() {
        assertThat(problem(ACTIVITIES, 404, Map.of(), error("not_found_error")).code())
                .isEqualTo("not-offered");
    }

    @Test
    void reportsNotFoundFromAnotherServerAsMisconfiguration() {
        assertThat(problem(KEYS, 404, Map.of(), "<html>").code()).isEqualTo("misconfigured");
    }

    @Test
    void namesScopeThatRejectedCallRequires() {
        assertThat(((InsufficientScope) problem(ACTIVITIES, 403, Map.of(), error("permission_error"))).missing())
                .containsExactly(AnthropicScopes.ACTIVITIES);
        assertThat(((InsufficientScope) problem(KEYS, 403, Map.of(), error("permission_error"))).missing())
                .containsExactly(AnthropicScopes.ADMIN);
    }

    @Test
    void readsWaitTimeFromHeaders() {
        assertThat(waitFor(Map.of("retry-after", List.of("9")))).isEqualTo(Duration.ofSeconds(9));
        assertThat(waitFor(Map.of("anthropic-ratelimit-requests-reset", List.of("2026-11-24T12:00:30Z"))))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(waitFor(Map.of())).isEqualTo(Duration.ofMinutes(1));
    }

    private static Duration waitFor(Map<String, List<String>> headers) {
        return ((RateLimited) problem(KEYS, 429, headers, error("rate_limit_error"))).retryAfter();
    }

    private static String error(String type) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"for people\"}}".formatted(type);
    }

    private static ConnectorProblem problem(
            String address, int status, Map<String, List<String>> headers, String body) {
        ProviderRequest request =
                ProviderRequest.get(URI.create(address), AnthropicRateLimits.ADMIN, AnthropicClient.ADMIN_KEY);
        ProviderResponse response =
                new ProviderResponse(request, status, headers, body.getBytes(StandardCharsets.UTF_8));
        return new AnthropicErrors().problem(response, NOW).orElseThrow();
    }
}
