package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.http.Response;
import java.util.List;

/**
 * One operation.
 *
 * @param scopes any one of these lets a token in; none means any token
 * @param asAdministrator whether the user acted for must hold an administrator's role
 */
record GoogleRoute(
        String method, String template, List<String> scopes, Quota quota, boolean asAdministrator, Action action) {

    enum Quota {
        DIRECTORY,
        REPORTS,
        IAM
    }

    @FunctionalInterface
    interface Action {
        Response answer(GoogleCall call);
    }
}
