package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

class OpenAiContractIT extends ConnectorContract {
    OpenAiContractIT() {
        super(
                OpenAiConnector::new,
                OpenAiContractDouble::start,
                FaultVariant.of("401", openAi(401, "invalid_api_key", Map.of()), InvalidToken.class),
                FaultVariant.of(
                        "401 for a permission", openAi(401, "missing_scope", Map.of()), InsufficientScope.class),
                FaultVariant.of(
                        "401 for an IP address", openAi(401, "ip_not_authorized", Map.of()), Misconfigured.class),
                FaultVariant.of("403", openAi(403, "missing_scope", Map.of()), InsufficientScope.class),
                FaultVariant.of(
                        "429 with retry-after",
                        openAi(429, "rate_limit_exceeded", Map.of("retry-after", "12")),
                        RateLimited.class),
                FaultVariant.of(
                        "429 with x-ratelimit-reset-requests",
                        openAi(429, "rate_limit_exceeded", Map.of("x-ratelimit-reset-requests", "1m2s")),
                        RateLimited.class));
    }

    /** Returns a period that is long enough to contain several pages of usage. */
    @Override
    protected Duration logPeriod() {
        return Duration.ofDays(65);
    }

    @Override
    protected Set<String> openEnumerations() {
        return Set.of("role");
    }

    @Override
    protected Set<String> openEnumerationsNotShown() {
        return Set.of("owner_project_access", "object");
    }

    /** Returns the identity form of certificates, because a deactivated certificate stays in the listing. */
    @Override
    protected Set<String> formsListedAfterRevocation() {
        return Set.of(OpenAiCertificatesStream.FORM);
    }

    private static InjectedFault openAi(int status, String code, Map<String, String> headers) {
        return new InjectedFault.Status(status, headers, """
                {"error":{"message":"for people","type":"invalid_request_error","param":null,"code":"%s"}}""".formatted(code));
    }
}
