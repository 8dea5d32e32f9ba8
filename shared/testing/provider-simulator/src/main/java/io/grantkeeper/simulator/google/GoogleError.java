package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;

/** Error responses in Google's format: code, message, reasons and status. */
final class GoogleError {

    private GoogleError() {}

    static SimulatorResponse of(int code, String reason, String status, String message) {
        return SimulatorResponse.json(
                code,
                object(
                        "error",
                        object(
                                "code", code,
                                "message", message,
                                "errors", List.of(object("message", message, "domain", "global", "reason", reason)),
                                "status", status)));
    }

    static SimulatorResponse unauthenticated() {
        return of(
                        401,
                        "authError",
                        "UNAUTHENTICATED",
                        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or"
                                + " other valid authentication credential.")
                .with("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
    }

    static SimulatorResponse insufficientScope(String scopes) {
        return of(
                        403,
                        "insufficientPermissions",
                        "PERMISSION_DENIED",
                        "Request had insufficient authentication scopes.")
                .with(
                        "WWW-Authenticate",
                        "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\", scope=\"" + scopes
                                + '"');
    }

    static SimulatorResponse notAuthorized() {
        return of(403, "forbidden", "PERMISSION_DENIED", "Not Authorized to access this resource/api");
    }

    static SimulatorResponse notFound(String what) {
        return of(404, "notFound", "NOT_FOUND", "Resource Not Found: " + what);
    }

    static SimulatorResponse invalid(String message) {
        return of(400, "invalid", "INVALID_ARGUMENT", message);
    }

    static SimulatorResponse unavailable() {
        return of(503, "backendError", "UNAVAILABLE", "The service is currently unavailable.");
    }

    static SimulatorResponse quotaExceeded(String reason) {
        return of(
                403,
                reason,
                "PERMISSION_DENIED",
                "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service"
                        + " 'admin.googleapis.com'.");
    }
}
