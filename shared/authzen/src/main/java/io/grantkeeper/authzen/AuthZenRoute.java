package io.grantkeeper.authzen;

import java.util.Arrays;
import java.util.Optional;

/** The endpoints of the API: their paths and HTTP methods. */
enum AuthZenRoute {
    EVALUATION("/access/v1/evaluation", "POST"),
    EVALUATIONS("/access/v1/evaluations", "POST"),
    SEARCH_SUBJECT("/access/v1/search/subject", "POST"),
    SEARCH_RESOURCE("/access/v1/search/resource", "POST"),
    SEARCH_ACTION("/access/v1/search/action", "POST"),
    REQUESTS("/access/v1/requests", "POST"),
    /** The status of one access request; its ID follows the path. */
    TASK("/access/v1/requests/", "GET"),
    /** The cancellation of one access request; its ID precedes the last segment. */
    CANCEL("/access/v1/requests//cancel", "POST");

    private static final String CANCEL_END = "/cancel";

    private final String path;
    private final String method;

    AuthZenRoute(String path, String method) {
        this.path = path;
        this.method = method;
    }

    String path() {
        return path;
    }

    String method() {
        return method;
    }

    /**
     * The route that a request's path matches.
     *
     * @param task the ID of the request in the path; empty for every other route
     */
    record Match(AuthZenRoute route, String task) {}

    static Optional<Match> of(String path) {
        if (path.startsWith(TASK.path)) {
            String rest = path.substring(TASK.path.length());
            boolean cancel = rest.endsWith(CANCEL_END);
            String task = cancel ? rest.substring(0, rest.length() - CANCEL_END.length()) : rest;
            return task.isEmpty() || task.contains("/")
                    ? Optional.empty()
                    : Optional.of(new Match(cancel ? CANCEL : TASK, task));
        }
        return Arrays.stream(values())
                .filter(route -> route != TASK && route != CANCEL && route.path.equals(path))
                .findFirst()
                .map(route -> new Match(route, ""));
    }
}
