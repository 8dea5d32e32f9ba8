package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;

/** Error responses in Okta's two formats: API error codes, and OAuth errors at the token endpoint. */
final class OktaErrorResponse {
    private OktaErrorResponse() {}

    static SimulatorResponse api(int status, String code, String summary) {
        return SimulatorResponse.json(
                status,
                object(
                        "errorCode", code,
                        "errorSummary", summary,
                        "errorLink", code,
                        "errorId", "oaeHfmOAx1iRLa0H10DeMz5fQ",
                        "errorCauses", List.of()));
    }

    static SimulatorResponse notFound(String what) {
        return api(404, "E0000007", "Not found: Resource not found: " + what);
    }

    static SimulatorResponse invalid(String why) {
        return api(400, "E0000001", "Api validation failed: " + why);
    }

    static SimulatorResponse invalidToken() {
        return api(401, "E0000011", "Invalid token provided");
    }

    static SimulatorResponse forbidden() {
        return api(403, "E0000006", "You do not have permission to perform the requested action");
    }

    static SimulatorResponse noFeature() {
        return api(403, "E0000015", "You do not have permission to access the feature you are requesting");
    }

    static SimulatorResponse unsupportedMethod() {
        return api(404, "E0000022", "The endpoint does not support the provided HTTP method");
    }

    static SimulatorResponse rateLimited() {
        return api(429, "E0000047", "API call exceeded rate limit due to too many requests.");
    }

    static SimulatorResponse oauth(int status, String error, String description) {
        return SimulatorResponse.json(status, object("error", error, "error_description", description));
    }
}
