package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
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

class AnthropicContractIT extends ConnectorContract {
    @Override
    protected Connector connector() {
        return new AnthropicConnector();
    }

    @Override
    protected ProviderDouble startDouble(DoubleOptions options) {
        return ContractDouble.start(options);
    }

    @Override
    protected List<FaultForm> refusals() {
        return List.of(
                FaultForm.of("401", anthropic(401, "authentication_error", Map.of()), InvalidToken.class),
                FaultForm.of("403", anthropic(403, "permission_error", Map.of()), InsufficientScope.class),
                FaultForm.of(
                        "429 with retry-after",
                        anthropic(429, "rate_limit_error", Map.of("retry-after", "7")),
                        RateLimited.class),
                FaultForm.of("529", anthropic(529, "overloaded_error", Map.of()), Unavailable.class));
    }

    /** Long enough for several pages of days and of activities. */
    @Override
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(Duration.ofDays(120))), now);
    }

    @Override
    protected List<UnknownValue> unknownValues() {
        return List.of(new UnknownValue("organization_role", true), new UnknownValue("oauth_scope", true));
    }

    /** A key that is switched off stays listed. */
    @Override
    protected boolean canBeRevokedInDouble(RevocationTarget target) {
        return !target.holder().form().equals(ApiKey.FORM);
    }

    private static Fault anthropic(int status, String type, Map<String, String> headers) {
        return new Fault.Status(status, headers, """
                {"type":"error","error":{"type":"%s","message":"for people"},"request_id":"req_1"}""".formatted(type));
    }
}
