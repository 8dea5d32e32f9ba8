package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.Fault;
import io.grantkeeper.connector.testkit.FaultForm;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class OpenAiContractIT extends ConnectorContract {
    @Override
    protected Connector connector() {
        return new OpenAiConnector();
    }

    @Override
    protected ProviderDouble startDouble(DoubleOptions options) {
        return ContractDouble.start(options);
    }

    @Override
    protected List<FaultForm> refusals() {
        return List.of(
                FaultForm.of("401", openAi(401, "invalid_api_key", Map.of()), InvalidToken.class),
                FaultForm.of("401 for a permission", openAi(401, "missing_scope", Map.of()), InsufficientScope.class),
                FaultForm.of("401 for an address", openAi(401, "ip_not_authorized", Map.of()), Misconfigured.class),
                FaultForm.of("403", openAi(403, "missing_scope", Map.of()), InsufficientScope.class),
                FaultForm.of(
                        "429 with retry-after",
                        openAi(429, "rate_limit_exceeded", Map.of("retry-after", "12")),
                        RateLimited.class),
                FaultForm.of(
                        "429 with x-ratelimit-reset-requests",
                        openAi(429, "rate_limit_exceeded", Map.of("x-ratelimit-reset-requests", "1m2s")),
                        RateLimited.class));
    }

    /** Long enough for several pages of days. */
    @Override
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(Duration.ofDays(65))), now);
    }

    @Override
    protected List<UnknownValue> unknownValues() {
        return List.of(
                new UnknownValue("owner_project_access", false),
                new UnknownValue("role", true),
                new UnknownValue("object", false));
    }

    /** A certificate that is deactivated stays listed. */
    @Override
    protected boolean canBeRevokedInDouble(RevocationTarget target) {
        return !target.holder().form().equals(Certificates.FORM);
    }

    private static Fault openAi(int status, String code, Map<String, String> headers) {
        return new Fault.Status(status, headers, """
                {"error":{"message":"for people","type":"invalid_request_error","param":null,"code":"%s"}}""".formatted(code));
    }
}
