package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

class AnthropicContractIT extends ConnectorContract {
    AnthropicContractIT() {
        super(
                AnthropicConnector::new,
                AnthropicContractDouble::start,
                FaultVariant.of("401", anthropic(401, "authentication_error", Map.of()), InvalidToken.class),
                FaultVariant.of("403", anthropic(403, "permission_error", Map.of()), InsufficientScope.class),
                FaultVariant.of(
                        "429 with retry-after",
                        anthropic(429, "rate_limit_error", Map.of("retry-after", "7")),
                        RateLimited.class),
                FaultVariant.of("529", anthropic(529, "overloaded_error", Map.of()), Unavailable.class));
    }

    /** Returns a period that is long enough to contain several pages of usage and of activities. */
    @Override
    protected Duration logPeriod() {
        return Duration.ofDays(120);
    }

    @Override
    protected Set<String> openEnumerations() {
        return Set.of("organization_role", "oauth_scope");
    }

    /** Returns the identity form of keys, because a disabled key stays in the listing. */
    @Override
    protected Set<String> formsListedAfterRevocation() {
        return Set.of(AnthropicKeyMapper.FORM);
    }

    private static InjectedFault anthropic(int status, String type, Map<String, String> headers) {
        return new InjectedFault.Status(status, headers, """
                {"type":"error","error":{"type":"%s","message":"for people"},"request_id":"req_1"}""".formatted(type));
    }
}
