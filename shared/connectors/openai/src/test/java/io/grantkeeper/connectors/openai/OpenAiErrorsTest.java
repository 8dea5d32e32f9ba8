package io.grantkeeper.connectors.openai;

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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String USERS = "https://api.openai.com/v1/organization/users";

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, unexpected-response",
        "401, invalid_api_key, invalid-token",
        "401, '', invalid-token",
        "401, missing_scope, insufficient-scope",
        "401, ip_not_authorized, misconfigured",
        "403, missing_scope, insufficient-scope",
        "403, '', insufficient-scope",
        "403, mtls_required, misconfigured",
        "404, '', not-found",
        "409, '', unavailable",
        "429, rate_limit_exceeded, rate-limited",
        "500, server_error, unavailable",
        "503, '', unavailable",
    })
    void mapsEachResponseToOneProblem(int status, String code, String problem) {
        assertThat(problem(USERS, status, Map.of(), error(code)).code()).isEqualTo(problem);
    }

    @Test
    void reportsNotFoundFromAnotherServerAsMisconfigured() {
        assertThat(problem(USERS, 404, Map.of(), "<html>").code()).isEqualTo("misconfigured");
    }

    @Test
    void derivesMissingPermissionFromCall() {
        assertThat(missing(USERS)).containsExactly(OpenAiScopes.MANAGEMENT);
        assertThat(missing("https://api.openai.com/v1/organization/audit_logs"))
                .containsExactly(OpenAiScopes.AUDIT_LOG);
        assertThat(missing("https://api.openai.com/v1/organization/usage/images"))
                .containsExactly(OpenAiScopes.USAGE);
    }

    @Test
    void readsWaitTimeFromHeaders() {
        assertThat(waitFor(Map.of("retry-after", List.of("9"), "x-ratelimit-reset-requests", List.of("1s"))))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(waitFor(Map.of("retry-after-ms", List.of("2500")))).isEqualTo(Duration.ofSeconds(3));
        assertThat(waitFor(Map.of("x-ratelimit-reset-requests", List.of("6m0s"))))
                .isEqualTo(Duration.ofMinutes(6));
        assertThat(waitFor(Map.of())).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void doesNotQuoteResponseBodiesInMessages() {
        String body = "{\"error\":{\"message\":\"Incorrect API key provided: sk-abc\",\"code\":\"sk-abc\"}}";
        assertThat(problem(USERS, 401, Map.of(), body).message()).doesNotContain("sk-abc");
    }

    private static Set<String> missing(String address) {
        return ((InsufficientScope) problem(address, 403, Map.of(), error("missing_scope"))).missing();
    }

    private static Duration waitFor(Map<String, List<String>> headers) {
        return ((RateLimited) problem(USERS, 429, headers, error("rate_limit_exceeded"))).retryAfter();
    }

    private static String error(String code) {
        return "{\"error\":{\"message\":\"for people\",\"type\":\"invalid_request_error\",\"code\":\"%s\"}}"
                .formatted(code);
    }

    private static ConnectorProblem problem(
            String address, int status, Map<String, List<String>> headers, String body) {
        ProviderRequest request =
                ProviderRequest.get(URI.create(address), OpenAiRateLimits.ADMINISTRATION, OpenAiClient.ADMIN_KEY);
        ProviderResponse response =
                new ProviderResponse(request, status, headers, body.getBytes(StandardCharsets.UTF_8));
        return new OpenAiErrors().problem(response, NOW).orElseThrow();
    }
}
