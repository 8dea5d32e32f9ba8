package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleErrorsTest {
    private static final String TOKENS = "https://admin.googleapis.com/admin/directory/v1/users/1/tokens";
    private static final String REPORT =
            "https://admin.googleapis.com/admin/reports/v1/activity/users/all/applications/token";
    private static final String TOKEN_ENDPOINT = "https://oauth2.googleapis.com/token";

    @ParameterizedTest
    @CsvSource({
        "401, authError, invalid-token",
        "403, insufficientPermissions, insufficient-scope",
        "403, forbidden, insufficient-scope",
        "403, notAuthorized, insufficient-scope",
        "403, quotaExceeded, rate-limited",
        "403, rateLimitExceeded, rate-limited",
        "403, userRateLimitExceeded, rate-limited",
        "403, dailyLimitExceeded, rate-limited",
        "403, accessNotConfigured, misconfigured",
        "403, domainCannotUseApis, misconfigured",
        "404, notFound, not-found",
        "400, invalid, unexpected-response",
        "409, duplicate, unexpected-response",
        "412, conditionNotMet, unexpected-response",
        "429, rateLimitExceeded, rate-limited",
        "429, aNewReason, rate-limited",
        "500, backendError, unavailable",
        "502, '', unavailable",
        "503, backendError, unavailable",
        "503, quotaExceeded, rate-limited",
        "503, rateLimitExceeded, rate-limited",
        "504, '', unavailable",
        "599, '', unavailable",
    })
    void mapsEachErrorResponseToOneProblem(int status, String reason, String code) {
        assertThat(problem(REPORT, status, GoogleScript.error(status, reason)).code())
                .isEqualTo(code);
    }

    @Test
    void recognizesThrottlingOfNewerApis() {
        String body = """
                {"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"@type":"x","reason":"RATE_LIMIT_EXCEEDED"}]}}""";
        assertThat(problem(REPORT, 403, body)).isInstanceOf(RateLimited.class);
    }

    @Test
    void limitsStatedWaitTimeAndWaitsOneHourForDailyQuota() {
        assertThat(waitFor(503, "quotaExceeded", Map.of())).isEqualTo(Duration.ofSeconds(5));
        assertThat(waitFor(429, "x", Map.of("retry-after", List.of("2")))).isEqualTo(Duration.ofSeconds(5));
        assertThat(waitFor(429, "x", Map.of("retry-after", List.of("60")))).isEqualTo(Duration.ofSeconds(60));
        assertThat(waitFor(429, "x", Map.of("retry-after", List.of("999999")))).isEqualTo(Duration.ofHours(1));
        assertThat(waitFor(
                        429,
                        "x",
                        Map.of(
                                "retry-after",
                                List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        GoogleScript.NOW.plusSeconds(90).atOffset(ZoneOffset.UTC))))))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(waitFor(403, "dailyLimitExceeded", Map.of())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void reportsMissingScopeByName() {
        assertThat(((InsufficientScope) problem(TOKENS, 403, GoogleScript.error(403, "insufficientPermissions")))
                        .missing())
                .containsExactly(GoogleScopes.SECURITY);
    }

    @Test
    void reportsNotFoundFromAnotherServerAsWrongBaseUrl() {
        ConnectorProblem problem = problem(TOKENS, 404, "<!DOCTYPE html><title>Error 404</title>");
        assertThat(problem).isInstanceOf(Misconfigured.class);
        assertThat(problem.message()).contains("'base-url'");
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized_client, insufficient-scope",
        "403, access_denied, insufficient-scope",
        "400, invalid_scope, insufficient-scope",
        "400, invalid_grant, invalid-token",
        "401, invalid_client, invalid-token",
        "400, invalid_request, misconfigured",
        "503, temporarily_unavailable, unavailable",
        "500, a_new_code, unavailable",
        "400, a_new_code, unexpected-response",
    })
    void mapsErrorCodesOfTokenEndpointToProblems(int status, String error, String code) {
        String body = "{\"error\":\"%s\",\"error_description\":\"canary-4711\"}".formatted(error);
        ConnectorProblem problem = problem(TOKEN_ENDPOINT, status, body);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).doesNotContain("canary-4711");
    }

    @Test
    void doesNotQuoteResponseBodiesInMessages() {
        String body =
                "{\"error\":{\"code\":403,\"message\":\"canary-4711\",\"errors\":[{\"reason\":\"canary-4711\"}]}}";
        for (int status : new int[] {400, 401, 403, 404, 418, 429, 500, 503}) {
            assertThat(problem(TOKENS, status, body).message()).doesNotContain("canary-4711");
            assertThat(problem(TOKENS, status, "canary-4711").message()).doesNotContain("canary-4711");
        }
    }

    @Test
    void reportsExpiredTokenAsInvalid() {
        assertThat(problem(TOKENS, 401, "")).isInstanceOf(InvalidToken.class);
    }

    private static Duration waitFor(int status, String reason, Map<String, List<String>> headers) {
        return ((RateLimited) new GoogleErrors()
                        .problem(
                                response(REPORT, status, GoogleScript.error(status, reason), headers), GoogleScript.NOW)
                        .orElseThrow())
                .retryAfter();
    }

    private static ConnectorProblem problem(String uri, int status, String body) {
        Optional<ConnectorProblem> problem =
                new GoogleErrors().problem(response(uri, status, body, Map.of()), GoogleScript.NOW);
        return problem.orElseThrow();
    }

    private static ProviderResponse response(String uri, int status, String body, Map<String, List<String>> headers) {
        return new ProviderResponse(
                ProviderRequest.get(URI.create(uri), GoogleRateLimits.REPORTS, GoogleClient.KEY),
                status,
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
