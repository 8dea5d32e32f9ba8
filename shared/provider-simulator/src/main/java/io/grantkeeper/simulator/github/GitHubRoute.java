package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.Response;

/** One operation: how it is addressed (as in GitHub's OpenAPI description), what it needs, and what it does. */
record GitHubRoute(String method, String template, Needs needs, Action action) {

    @FunctionalInterface
    interface Action {
        Response answer(GitHubCall call);
    }

    boolean writes() {
        return !method.equals("GET");
    }
}
