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
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownEnumValue;
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
        return OpenAiContractDouble.start(options);
    }

    @Override
    protected List<FaultVariant> refusals() {
        return List.of(
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

    /** Returns a window that is long enough to contain several pages of usage. */
    @Override
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(Duration.ofDays(65))), now);
    }

    @Override
    protected List<UnknownEnumValue> unknownValues() {
        return List.of(
                new UnknownEnumValue("owner_project_access", false),
                new UnknownEnumValue("role", true),
                new UnknownEnumValue("object", false));
    }

    /** Returns false for certificates, because a deactivated certificate stays in the listing. */
    @Override
    protected boolean isRevocableInDouble(RevocationTarget target) {
        return !target.holder().form().equals(OpenAiCertificatesStream.FORM);
    }

    private static InjectedFault openAi(int status, String code, Map<String, String> headers) {
        return new InjectedFault.Status(status, headers, """
                {"error":{"message":"for people","type":"invalid_request_error","param":null,"code":"%s"}}""".formatted(code));
    }
}
