package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Response;
import java.util.List;

/** Errors in the two forms that Okta has: codes of the API, and OAuth's at the token endpoint. */
final class OktaError {
    private OktaError() {}

    static Response api(int status, String code, String summary) {
        return Response.json(
                status,
                object(
                        "errorCode", code,
                        "errorSummary", summary,
                        "errorLink", code,
                        "errorId", "oaeHfmOAx1iRLa0H10DeMz5fQ",
                        "errorCauses", List.of()));
    }

    static Response notFound(String what) {
        return api(404, "E0000007", "Not found: Resource not found: " + what);
    }

    static Response invalid(String why) {
        return api(400, "E0000001", "Api validation failed: " + why);
    }

    static Response invalidToken() {
        return api(401, "E0000011", "Invalid token provided");
    }

    static Response forbidden() {
        return api(403, "E0000006", "You do not have permission to perform the requested action");
    }

    static Response noFeature() {
        return api(403, "E0000015", "You do not have permission to access the feature you are requesting");
    }

    static Response noSuchCall() {
        return api(404, "E0000022", "The endpoint does not support the provided HTTP method");
    }

    static Response tooMany() {
        return api(429, "E0000047", "API call exceeded rate limit due to too many requests.");
    }

    static Response oauth(int status, String error, String description) {
        return Response.json(status, object("error", error, "error_description", description));
    }
}
