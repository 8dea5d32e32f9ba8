package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GitHub's responses")
class GitHubErrorsTest {
    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void reportsExhaustedRateLimitAndWaitTime(int status) {
        assertThat(problem(status, Map.of("retry-after", "37"), "{}"))
                .isEqualTo(new RateLimited(Duration.ofSeconds(37), GitHubRateLimits.CORE));
        long reset = ScriptedGitHub.NOW.plusSeconds(900).getEpochSecond();
        assertThat(problem(
                        status, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", Long.toString(reset)), "{}"))
                .isEqualTo(new RateLimited(Duration.ofMinutes(15), GitHubRateLimits.CORE));
        assertThat(problem(status, Map.of(), """
                        {"message":"?","documentation_url":"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}"""))
                .isEqualTo(new RateLimited(Duration.ofMinutes(1), GitHubRateLimits.CORE));
    }

    @Test
    void waitsOneMinuteIfThrottledWithoutStatedDelay() {
        assertThat(problem(429, Map.of(), "slow down"))
                .isEqualTo(new RateLimited(Duration.ofMinutes(1), GitHubRateLimits.CORE));
    }

    @Test
    void pausesAllLimitsOfTokenWhenSecondaryLimitIsReached() {
        assertThat(pauses(GitHubRateLimits.CORE, Map.of("retry-after", "37", "x-ratelimit-remaining", "4000")))
                .containsExactlyInAnyOrder(
                        new RateLimited(Duration.ofSeconds(37), GitHubRateLimits.CORE),
                        new RateLimited(Duration.ofSeconds(37), GitHubRateLimits.AUDIT_LOG),
                        new RateLimited(Duration.ofSeconds(37), GitHubRateLimits.GRAPHQL));
        assertThat(pauses(GitHubRateLimits.GRAPHQL, Map.of()))
                .as("no wait stated: one minute")
                .hasSize(3);
        assertThat(pauses(GitHubRateLimits.APP, Map.of("retry-after", "37")))
                .containsExactly(new RateLimited(Duration.ofSeconds(37), GitHubRateLimits.APP));
    }

    @Test
    void pausesOnlyAffectedLimitWhenPrimaryLimitIsReached() {
        long reset = ScriptedGitHub.NOW.plusSeconds(900).getEpochSecond();
        assertThat(pauses(
                        GitHubRateLimits.CORE,
                        Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", Long.toString(reset))))
                .isEmpty();
    }

    private static List<RateLimited> pauses(String limit, Map<String, String> headers) {
        ProviderRequest request = ProviderRequest.get(
                URI.create("https://api.github.com/orgs/acme/hooks"), limit, GitHubCredentials.AS_INSTALLATION);
        return new GitHubErrors().pauses(ScriptedGitHub.response(request, 429, headers, "{}"), ScriptedGitHub.NOW);
    }

    @Test
    void reportsMissingPermissionByName() {
        assertThat(problem(
                        403,
                        Map.of(
                                "x-accepted-github-permissions", "contents=read,metadata=read; administration=write",
                                "x-ratelimit-remaining", "4999"),
                        "{\"message\":\"Resource not accessible by integration\"}"))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        scope -> assertThat(scope.missing())
                                .containsExactlyInAnyOrder("contents:read", "metadata:read"));
        assertThat(problem(
                        404, Map.of("x-oauth-scopes", "repo, user", "x-accepted-oauth-scopes", "admin:org_hook"), "{}"))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        scope -> assertThat(scope.missing()).containsExactly("admin:org_hook"));
    }

    @Test
    void reportsRowsHiddenBySingleSignOn() {
        assertThat(problem(200, Map.of("x-github-sso", "partial-results; organizations=21955855"), "[]"))
                .isInstanceOf(InsufficientScope.class);
        assertThat(problem(403, Map.of("x-github-sso", "required; url=https://github.com/orgs/acme/sso"), "{}"))
                .isInstanceOf(InsufficientScope.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orgs/acme/installations, misconfigured",
        "GET, /orgs/acme/members, misconfigured",
        "GET, /orgs/acme/installation, misconfigured",
        "GET, /api/v3/orgs/acme/hooks, misconfigured",
        "GET, /orgs/acme/audit-log, not-offered",
        "GET, /orgs/acme/credential-authorizations, not-offered",
        "GET, /orgs/acme/copilot/billing/seats, not-offered",
        "GET, /repos/acme/app/keys, not-found",
        "DELETE, /orgs/acme/hooks/1, not-found",
        "DELETE, /orgs/acme/credential-authorizations/1, not-found",
        "POST, /app/installations/1/access_tokens, misconfigured"
    })
    void mapsNotFoundToProblemThatDependsOnEndpoint(Method method, String path, String code) {
        assertThat(problem(method, path, 404, Map.of(), "{\"message\":\"Not Found\"}")
                        .orElseThrow()
                        .code())
                .isEqualTo(code);
    }

    @Test
    void mapsEachErrorResponseToOneProblem() {
        assertThat(problem(401, Map.of(), "{}")).isInstanceOf(InvalidToken.class);
        assertThat(problem(410, Map.of(), "{}")).isInstanceOf(NotOffered.class);
        assertThat(problem(422, Map.of(), "{}")).isInstanceOf(UnexpectedResponse.class);
        assertThat(problem(500, Map.of(), "<html>")).isInstanceOf(Unavailable.class);
        assertThat(problem(502, Map.of(), "")).isInstanceOf(Unavailable.class);
        assertThat(problem(Method.POST, "/app/installations/1/access_tokens", 403, Map.of(), "{}"))
                .containsInstanceOf(InvalidToken.class);
        assertThat(problem(Method.GET, "/orgs/acme/hooks", 200, Map.of(), "[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, rate-limited",
        "FORBIDDEN, insufficient-scope",
        "INSUFFICIENT_SCOPES, insufficient-scope",
        "NOT_FOUND, misconfigured",
        "SOMETHING_NEW, unexpected-response"
    })
    void reportsGraphQlErrorsInSuccessfulResponse(String type, String code) {
        ProviderRequest request = ProviderRequest.mutation(
                Method.POST,
                URI.create("https://api.github.com/graphql"),
                GitHubRateLimits.GRAPHQL,
                GitHubCredentials.AS_INSTALLATION,
                null,
                true);
        String body = "{\"data\":null,\"errors\":[{\"type\":\"%s\",\"message\":\"canary\"}]}".formatted(type);
        ConnectorProblem problem = new GitHubErrors()
                .problem(ScriptedGitHub.response(request, 200, Map.of(), body), ScriptedGitHub.NOW)
                .orElseThrow();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).doesNotContain("canary");
    }

    @Test
    void doesNotQuoteResponsesInMessages() {
        for (int status : new int[] {401, 403, 404, 410, 422, 429, 500}) {
            assertThat(problem(status, Map.of(), "{\"message\":\"canary-4711\"}")
                            .message())
                    .doesNotContain("canary");
        }
    }

    private static ConnectorProblem problem(int status, Map<String, String> headers, String body) {
        return problem(Method.GET, "/orgs/acme/hooks", status, headers, body).orElseThrow();
    }

    private static Optional<ConnectorProblem> problem(
            Method method, String path, int status, Map<String, String> headers, String body) {
        URI uri = URI.create("https://api.github.com" + path);
        ProviderRequest request = method == Method.GET
                ? ProviderRequest.get(uri, GitHubRateLimits.CORE, GitHubCredentials.AS_INSTALLATION)
                : ProviderRequest.mutation(
                        method, uri, GitHubRateLimits.CORE, GitHubCredentials.AS_INSTALLATION, null, true);
        return new GitHubErrors().problem(ScriptedGitHub.response(request, status, headers, body), ScriptedGitHub.NOW);
    }
}
