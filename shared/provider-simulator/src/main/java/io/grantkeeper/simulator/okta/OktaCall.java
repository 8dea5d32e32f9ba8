package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.Request;
import java.util.Map;

/** One call that was let in. */
record OktaCall(Request request, Map<String, String> variables, OktaOrganization organization) {
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    String parameter(String name) {
        return request.parameter(name).orElse("");
    }

    /** {@code limit} within its bounds; more than the largest gives the largest. */
    int pageSize(int usual, int largest) {
        int most = Math.min(largest, organization.largestPage());
        try {
            return Math.clamp(Integer.parseInt(parameter("limit")), 1, most);
        } catch (NumberFormatException notGiven) {
            return Math.min(usual, most);
        }
    }
}
