package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.http.SimulatorResponse;

/**
 * An operation of the Anthropic double.
 *
 * @param template the path template
 * @param scope the scope that the caller's admin key needs
 */
record AnthropicRoute(String method, String template, String scope, Action action) {
    static final String ADMIN = "org:admin";
    static final String ACTIVITIES = "read:compliance_activities";

    @FunctionalInterface
    interface Action {
        SimulatorResponse answer(AnthropicCall call);
    }

    static AnthropicRoute ofAdmin(String method, String template, Action action) {
        return new AnthropicRoute(method, "/v1/organizations" + template, ADMIN, action);
    }
}
