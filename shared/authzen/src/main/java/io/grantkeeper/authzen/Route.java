package io.grantkeeper.authzen;

import java.util.Arrays;
import java.util.Optional;

/** The paths of the API, and what may be done at each. */
enum Route {
    EVALUATION("/access/v1/evaluation", "POST"),
    EVALUATIONS("/access/v1/evaluations", "POST"),
    SEARCH_SUBJECT("/access/v1/search/subject", "POST"),
    SEARCH_RESOURCE("/access/v1/search/resource", "POST"),
    SEARCH_ACTION("/access/v1/search/action", "POST"),
    REQUESTS("/access/v1/requests", "POST"),
    /** The status of one request, by its id behind the path. */
    TASK("/access/v1/requests/", "GET"),
    /** The end of one request, by its id before this. */
    CANCEL("/access/v1/requests//cancel", "POST");

    private static final String CANCEL_END = "/cancel";

    private final String path;
    private final String method;

    Route(String path, String method) {
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
     * A path as it was taken apart.
     *
     * @param task the id of the request that it names; empty for every other route
     */
    record Found(Route route, String task) {}

    static Optional<Found> of(String path) {
        if (path.startsWith(TASK.path)) {
            String rest = path.substring(TASK.path.length());
            boolean cancel = rest.endsWith(CANCEL_END);
            String task = cancel ? rest.substring(0, rest.length() - CANCEL_END.length()) : rest;
            return task.isEmpty() || task.contains("/")
                    ? Optional.empty()
                    : Optional.of(new Found(cancel ? CANCEL : TASK, task));
        }
        return Arrays.stream(values())
                .filter(route -> route != TASK && route != CANCEL && route.path.equals(path))
                .findFirst()
                .map(route -> new Found(route, ""));
    }
}
