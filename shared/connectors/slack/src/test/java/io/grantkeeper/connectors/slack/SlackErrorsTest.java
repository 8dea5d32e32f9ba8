package io.grantkeeper.connectors.slack;

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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackErrorsTest {
    private final SlackErrors responses = new SlackErrors();

    @ParameterizedTest
    @CsvSource({
        "invalid_auth, invalid-token",
        "account_inactive, invalid-token",
        "token_expired, invalid-token",
        "not_allowed_token_type, insufficient-scope",
        "not_an_admin, insufficient-scope",
        "team_access_not_granted, insufficient-scope",
        "feature_not_enabled, not-offered",
        "paid_only, not-offered",
        "ratelimited, rate-limited",
        "fatal_error, unavailable",
        "internal_error, unavailable",
        "user_not_found, not-found",
        "accesslimited, misconfigured",
        "unknown_method, misconfigured",
        "never_heard_of, unexpected-response"
    })
    void mapsEachErrorCodeToOneProblem(String code, String problem) {
        assertThat(problem(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(code)))
                .map(ConnectorProblem::code)
                .contains(problem);
    }

    @Test
    void reportsRequiredScopes() {
        assertThat(
                        problem(
                                200,
                                "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"admin.apps:read,admin\",\"provided\":\"users:read\"}"))
                .get()
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        missing -> assertThat(missing.missing()).isEqualTo(Set.of("admin.apps:read", "admin")));
    }

    @Test
    void omitsAnythingThatLooksLikeToken() {
        assertThat(problem(200, "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"xoxp-1-2-3\"}")
                        .map(ConnectorProblem::message))
                .hasValueSatisfying(message -> assertThat(message).doesNotContain("xoxp"));
        assertThat(problem(200, "{\"ok\":false,\"error\":\"xoxp-1-2-3\"}").map(ConnectorProblem::message))
                .hasValueSatisfying(message -> assertThat(message).doesNotContain("xoxp"));
    }

    @Test
    void readsRetryAfterHeaderRegardlessOfStatus() {
        for (int status : List.of(200, 429)) {
            assertThat(problem(
                            status, "{\"ok\":false,\"error\":\"ratelimited\"}", Map.of("retry-after", List.of("17"))))
                    .contains(new RateLimited(Duration.ofSeconds(17), "users.list"));
        }
    }

    @Test
    void requiresOkMemberExceptInAuditLogResponse() {
        assertThat(problem(200, "{\"entries\":[]}")).isEmpty();
        assertThat(problem(200, "{\"ok\":true}")).isEmpty();
        assertThat(problem(200, "{\"members\":[]}")).get().isInstanceOf(UnexpectedResponse.class);
        assertThat(problem(200, "<html>")).get().isInstanceOf(UnexpectedResponse.class);
        assertThat(problem(200, "{\"ok\":\"yes\"}")).get().isInstanceOf(UnexpectedResponse.class);
    }

    @Test
    void mapsStatusOnlyIfResponseHasNoErrorCode() {
        assertThat(problem(401, "")).get().isInstanceOf(InvalidToken.class);
        assertThat(problem(403, "")).get().isInstanceOf(InsufficientScope.class);
        assertThat(problem(404, "")).get().isInstanceOf(Misconfigured.class);
        assertThat(problem(503, "")).get().isInstanceOf(Unavailable.class);
        assertThat(problem(400, "{\"ok\":false,\"error\":\"feature_not_enabled\"}"))
                .get()
                .isInstanceOf(NotOffered.class);
        assertThat(problem(404, "{\"ok\":false,\"error\":\"user_not_found\"}"))
                .get()
                .isInstanceOf(NotFound.class);
    }

    private Optional<ConnectorProblem> problem(int status, String body) {
        return problem(status, body, Map.of());
    }

    private Optional<ConnectorProblem> problem(int status, String body, Map<String, List<String>> headers) {
        ProviderRequest request = ProviderRequest.get(
                URI.create("https://slack.com/api/users.list"), "users.list", SlackCredentials.USER);
        return responses.problem(
                new ProviderResponse(request, status, headers, body.getBytes(StandardCharsets.UTF_8)),
                Instant.parse("2026-11-24T10:00:00Z"));
    }
}
