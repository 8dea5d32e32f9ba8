package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Response;
import java.time.Duration;

/** Graph's error answers. */
final class GraphError {
    private GraphError() {}

    static Response of(int status, String code, String message) {
        return Response.json(
                status,
                object(
                        "error",
                        object(
                                "code",
                                code,
                                "message",
                                message,
                                "innerError",
                                object("request-id", Guids.of("request"), "client-request-id", Guids.of("client")))));
    }

    static Response unauthenticated() {
        return of(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");
    }

    static Response denied() {
        return of(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    static Response noLicence() {
        return of(
                403,
                "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                "Neither tenant is B2C or tenant doesn't have premium license");
    }

    static Response notFound(String id) {
        return of(
                404,
                "Request_ResourceNotFound",
                "Resource '%s' does not exist or one of its queried reference-property objects are not present."
                        .formatted(id));
    }

    static Response unsupported(String message) {
        return of(400, "Request_UnsupportedQuery", message);
    }

    static Response noSegment(String segment) {
        return of(400, "BadRequest", "Resource not found for the segment '%s'.".formatted(segment));
    }

    /** Told with 400 as often as with 410. */
    static Response lostState(boolean gone) {
        return of(
                gone ? 410 : 400,
                "syncStateNotFound",
                "The sync state generation is not found. The delta token is expired and data must be synchronized again.");
    }

    /** One time in three it is 503; both say how long. */
    static Response throttled(Duration wait, boolean unavailable) {
        return of(unavailable ? 503 : 429, "TooManyRequests", "Too many requests.")
                .with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))
                .with("x-ms-throttle-scope", "Tenant_Application/ReadWrite");
    }
}
