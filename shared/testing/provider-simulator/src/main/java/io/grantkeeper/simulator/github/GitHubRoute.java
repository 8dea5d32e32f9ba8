package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.SimulatorResponse;

/** An operation: its method and path template (as in GitHub's OpenAPI description), its requirements and its action. */
record GitHubRoute(String method, String template, RouteRequirements needs, Action action) {

    @FunctionalInterface
    interface Action {
        SimulatorResponse answer(GitHubCall call);
    }

    boolean writes() {
        return !method.equals("GET");
    }
}
