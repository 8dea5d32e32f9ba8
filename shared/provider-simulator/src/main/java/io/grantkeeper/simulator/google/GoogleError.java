package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Response;
import java.util.List;

/** Google's error answers: code, message, reasons and a status word. */
final class GoogleError {

    private GoogleError() {}

    static Response of(int code, String reason, String status, String message) {
        return Response.json(
                code,
                object(
                        "error",
                        object(
                                "code", code,
                                "message", message,
                                "errors", List.of(object("message", message, "domain", "global", "reason", reason)),
                                "status", status)));
    }

    static Response unauthenticated() {
        return of(
                        401,
                        "authError",
                        "UNAUTHENTICATED",
                        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or"
                                + " other valid authentication credential.")
                .with("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
    }

    static Response insufficientScope(String scopes) {
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

    static Response notAuthorized() {
        return of(403, "forbidden", "PERMISSION_DENIED", "Not Authorized to access this resource/api");
    }

    static Response notFound(String what) {
        return of(404, "notFound", "NOT_FOUND", "Resource Not Found: " + what);
    }

    static Response invalid(String message) {
        return of(400, "invalid", "INVALID_ARGUMENT", message);
    }

    static Response unavailable() {
        return of(503, "backendError", "UNAVAILABLE", "The service is currently unavailable.");
    }

    static Response quotaExceeded(String reason) {
        return of(
                403,
                reason,
                "PERMISSION_DENIED",
                "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service"
                        + " 'admin.googleapis.com'.");
    }
}
