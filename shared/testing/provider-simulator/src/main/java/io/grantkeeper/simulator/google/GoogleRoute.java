package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;

/**
 * An operation of the Google double.
 *
 * @param template the path template
 * @param scopes the scopes of which the caller's token must have at least one; empty if any token is accepted
 * @param asAdministrator whether the impersonated user must have an administrator role
 */
record GoogleRoute(
        String method, String template, List<String> scopes, Quota quota, boolean asAdministrator, Action action) {

    enum Quota {
        DIRECTORY,
        REPORTS,
        ALERTS,
        IAM
    }

    @FunctionalInterface
    interface Action {
        SimulatorResponse answer(GoogleCall call);
    }
}
