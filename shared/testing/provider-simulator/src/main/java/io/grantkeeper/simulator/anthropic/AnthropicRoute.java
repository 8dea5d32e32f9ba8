package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.http.ScopedRoute;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.function.Function;

/** The scopes and the path prefix of Anthropic's operations. */
final class AnthropicRoute {
    static final String ADMIN = "org:admin";
    static final String ACTIVITIES = "read:compliance_activities";

    private AnthropicRoute() {}

    static ScopedRoute<AnthropicCall> ofAdmin(
            String method, String template, Function<AnthropicCall, SimulatorResponse> action) {
        return new ScopedRoute<>(method, "/v1/organizations" + template, ADMIN, action);
    }
}
