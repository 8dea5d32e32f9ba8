package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.http.SimulatorResponse;

/**
 * An operation of the OpenAI double.
 *
 * @param template the path template
 * @param scope the scope that the caller's admin key needs
 */
record OpenAiRoute(String method, String template, String scope, Action action) {
    static final String MANAGEMENT = "api.management.read";
    static final String MANAGEMENT_WRITE = "api.management.write";
    static final String USAGE = "api.usage.read";
    static final String AUDIT_LOG = "api.audit_logs.read";

    @FunctionalInterface
    interface Action {
        SimulatorResponse answer(OpenAiCall call);
    }

    static OpenAiRoute reading(String template, Action action) {
        return new OpenAiRoute("GET", "/v1/organization" + template, MANAGEMENT, action);
    }

    static OpenAiRoute changing(String method, String template, Action action) {
        return new OpenAiRoute(method, "/v1/organization" + template, MANAGEMENT_WRITE, action);
    }
}
