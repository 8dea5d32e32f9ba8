package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.SimulatorRequest;
import java.util.Map;

/** An authorized call to the Okta double. */
record OktaCall(SimulatorRequest request, Map<String, String> variables, OktaOrganization organization) {
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    String parameter(String name) {
        return request.parameter(name).orElse("");
    }

    /**
     * Returns the value of {@code limit} within the allowed range. A value above the maximum is reduced to the maximum.
     *
     * @param usual the default value
     * @param largest the maximum value
     */
    int pageSize(int usual, int largest) {
        int most = Math.min(largest, organization.largestPage());
        try {
            return Math.clamp(Integer.parseInt(parameter("limit")), 1, most);
        } catch (NumberFormatException notGiven) {
            return Math.min(usual, most);
        }
    }
}
