package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.SimulatorResponse;

/**
 * An operation of the GitHub double.
 *
 * @param template the path template, as in GitHub's OpenAPI description
 * @param needs what the operation requires of its caller
 */
record GitHubRoute(String method, String template, RouteRequirements needs, Action action) {

    @FunctionalInterface
    interface Action {
        SimulatorResponse answer(GitHubCall call);
    }

    static GitHubRoute get(String template, RouteRequirements needs, Action action) {
        return new GitHubRoute("GET", template, needs, action);
    }

    static GitHubRoute post(String template, RouteRequirements needs, Action action) {
        return new GitHubRoute("POST", template, needs, action);
    }

    static GitHubRoute delete(String template, RouteRequirements needs, Action action) {
        return new GitHubRoute("DELETE", template, needs, action);
    }

    boolean writes() {
        return !method.equals("GET");
    }
}
