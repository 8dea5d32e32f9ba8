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
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownEnumValue;
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
        return AnthropicContractDouble.start(options);
    }

    @Override
    protected List<FaultVariant> refusals() {
        return List.of(
                FaultVariant.of("401", anthropic(401, "authentication_error", Map.of()), InvalidToken.class),
                FaultVariant.of("403", anthropic(403, "permission_error", Map.of()), InsufficientScope.class),
                FaultVariant.of(
                        "429 with retry-after",
                        anthropic(429, "rate_limit_error", Map.of("retry-after", "7")),
                        RateLimited.class),
                FaultVariant.of("529", anthropic(529, "overloaded_error", Map.of()), Unavailable.class));
    }

    /** Returns a window that is long enough to contain several pages of usage and of activities. */
    @Override
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(Duration.ofDays(120))), now);
    }

    @Override
    protected List<UnknownEnumValue> unknownValues() {
        return List.of(new UnknownEnumValue("organization_role", true), new UnknownEnumValue("oauth_scope", true));
    }

    /** Returns false for keys, because a disabled key stays in the listing. */
    @Override
    protected boolean isRevocableInDouble(RevocationTarget target) {
        return !target.holder().form().equals(AnthropicKeyMapper.FORM);
    }

    private static InjectedFault anthropic(int status, String type, Map<String, String> headers) {
        return new InjectedFault.Status(status, headers, """
                {"type":"error","error":{"type":"%s","message":"for people"},"request_id":"req_1"}""".formatted(type));
    }
}
