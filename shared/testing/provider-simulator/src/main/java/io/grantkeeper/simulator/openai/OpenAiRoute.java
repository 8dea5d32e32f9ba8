package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.http.ScopedRoute;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.function.Function;

/** The scopes and the path prefix of OpenAI's operations. */
final class OpenAiRoute {
    static final String MANAGEMENT = "api.management.read";
    static final String MANAGEMENT_WRITE = "api.management.write";
    static final String USAGE = "api.usage.read";
    static final String AUDIT_LOG = "api.audit_logs.read";

    private static final String PREFIX = "/v1/organization";

    private OpenAiRoute() {}

    static ScopedRoute<OpenAiCall> reading(String template, Function<OpenAiCall, SimulatorResponse> action) {
        return new ScopedRoute<>("GET", PREFIX + template, MANAGEMENT, action);
    }

    static ScopedRoute<OpenAiCall> changing(
            String method, String template, Function<OpenAiCall, SimulatorResponse> action) {
        return new ScopedRoute<>(method, PREFIX + template, MANAGEMENT_WRITE, action);
    }
}
