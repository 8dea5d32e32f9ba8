package io.grantkeeper.connectors.entra;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraErrorsTest {
    private static final String USERS = "/v1.0/users?$select=id,employeeLeaveDateTime";

    private static ConnectorProblem problem(String path, int status, Map<String, List<String>> headers, String body) {
        ProviderRequest request =
                ProviderRequest.get(URI.create("https://graph.microsoft.com" + path), "directory-small", "x");
        return new EntraErrors()
                .problem(
                        new ProviderResponse(request, status, headers, body.getBytes(StandardCharsets.UTF_8)),
                        EntraScript.NOW)
                .orElseThrow();
    }

    private static ConnectorProblem problem(String path, int status, String code) {
        return problem(path, status, Map.of(), EntraScript.error(code));
    }

    @Test
    void recognizesEveryFormOfThrottling() {
        assertThat(problem(USERS, 429, Map.of("retry-after", List.of("17")), ""))
                .isEqualTo(limited(17));
        assertThat(problem(USERS, 503, Map.of("retry-after", List.of("30")), ""))
                .isEqualTo(limited(30));
        assertThat(problem(USERS, 509, "x")).isEqualTo(limited(10));
        assertThat(problem(USERS, 429, "TooManyRequests")).isEqualTo(limited(10));
        assertThat(problem(USERS, 503, "ServiceUnavailable")).isInstanceOf(Unavailable.class);
    }

    private static RateLimited limited(int seconds) {
        return new RateLimited(Duration.ofSeconds(seconds), "directory-small");
    }

    @Test
    void namesPermissionThatRejectedCallRequires() {
        assertThat(problem(USERS, 403, "Authorization_RequestDenied"))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        problem -> assertThat(problem.missing())
                                .containsExactlyInAnyOrder(EntraScopes.USERS, EntraScopes.LEAVE_DATES));
        assertThat(problem("/v1.0/auditLogs/directoryAudits", 403, "Authorization_RequestDenied"))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        problem -> assertThat(problem.missing()).containsExactly(EntraScopes.AUDIT));
    }

    @ParameterizedTest
    @CsvSource({
        "/beta/reports/servicePrincipalSignInActivities, 403, Authentication_RequestFromNonPremiumTenantOrB2CTenant",
        "/beta/identityProtection/riskyAgents, 400, BadRequest",
        "/beta/identityProtection/agentRiskDetections, 400, BadRequest",
        "/v1.0/servicePrincipals/microsoft.graph.agentIdentity, 400, BadRequest",
        "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances, 400, AadPremiumLicenseRequired"
    })
    void reportsUnavailableFeatureAsNotOffered(String path, int status, String code) {
        assertThat(problem(path, status, code)).isInstanceOf(NotOffered.class);
    }

    @Test
    void reportsUnsupportedQueryAsUnexpected() {
        assertThat(problem("/v1.0/servicePrincipals", 400, "Request_UnsupportedQuery"))
                .isInstanceOf(UnexpectedResponse.class);
    }

    @Test
    void reportsExpiredDeltaTokenForStatuses410And400() {
        assertThat(problem("/v1.0/users/delta", 410, "resyncRequired")).isInstanceOf(NotFound.class);
        assertThat(problem("/v1.0/users/delta", 400, "syncStateNotFound")).isInstanceOf(NotFound.class);
    }

    @Test
    void reportsNotFoundOnlyIfResponseHasGraphErrorFormat() {
        assertThat(problem("/v1.0/users/1", 404, "Request_ResourceNotFound")).isInstanceOf(NotFound.class);
        assertThat(problem("/v1.0/users/1", 404, Map.of(), "<html></html>")).isInstanceOf(Misconfigured.class);
    }

    @Test
    void mapsErrorCodesOfTokenEndpointToProblems() {
        String path = "/t/oauth2/v2.0/token";
        assertThat(problem(path, 400, Map.of(), "{\"error\":\"unauthorized_client\",\"error_codes\":[700016]}"))
                .isInstanceOf(InvalidToken.class);
        assertThat(problem(path, 401, Map.of(), "{\"error\":\"invalid_client\",\"error_codes\":[7000222]}"))
                .isInstanceOf(InvalidToken.class);
        assertThat(problem(path, 400, Map.of(), "{\"error\":\"invalid_request\",\"error_codes\":[90002]}"))
                .isInstanceOf(Misconfigured.class);
        assertThat(problem(path, 429, Map.of("retry-after", List.of("23")), "{\"error\":\"temporarily_unavailable\"}"))
                .isEqualTo(limited(23));
        assertThat(problem(path, 503, Map.of(), "{\"error\":\"temporarily_unavailable\"}"))
                .isInstanceOf(Unavailable.class);
    }
}
