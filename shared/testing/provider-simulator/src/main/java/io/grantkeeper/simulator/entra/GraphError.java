package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;

/** Error responses in Graph's format. */
final class GraphError {
    private GraphError() {}

    static SimulatorResponse of(int status, String code, String message) {
        return SimulatorResponse.json(
                status,
                object(
                        "error",
                        object(
                                "code",
                                code,
                                "message",
                                message,
                                "innerError",
                                object(
                                        "request-id",
                                        StableGuids.of("request"),
                                        "client-request-id",
                                        StableGuids.of("client")))));
    }

    static SimulatorResponse unauthenticated() {
        return of(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");
    }

    static SimulatorResponse denied() {
        return of(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    static SimulatorResponse noLicence() {
        return of(
                403,
                "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                "Neither tenant is B2C or tenant doesn't have premium license");
    }

    static SimulatorResponse notFound(String id) {
        return of(
                404,
                "Request_ResourceNotFound",
                "Resource '%s' does not exist or one of its queried reference-property objects are not present."
                        .formatted(id));
    }

    static SimulatorResponse unsupported(String message) {
        return of(400, "Request_UnsupportedQuery", message);
    }

    static SimulatorResponse noSegment(String segment) {
        return of(400, "BadRequest", "Resource not found for the segment '%s'.".formatted(segment));
    }

    /**
     * Returns the error for an expired delta token. Graph reports it with either 400 or 410.
     *
     * @param gone whether the status is 410
     */
    static SimulatorResponse syncStateNotFound(boolean gone) {
        return of(
                gone ? 410 : 400,
                "syncStateNotFound",
                "The sync state generation is not found. The delta token is expired and data must be synchronized again.");
    }

    /**
     * Returns the error for a missing license, which differs from the error for a missing permission only in its text.
     */
    static SimulatorResponse noRiskLicence() {
        return of(403, "Forbidden", "Your tenant is not licensed for this feature.");
    }

    static SimulatorResponse noRiskPermission() {
        return of(
                403,
                "Forbidden",
                "You cannot perform the requested operation, required scopes are missing in the token.");
    }

    static SimulatorResponse throttledWithoutWait() {
        return of(429, "TooManyRequests", "Too many requests.");
    }

    /**
     * Returns the error for a throttled call, with a Retry-After header.
     *
     * @param wait the value of the header
     * @param unavailable whether the status is 503 instead of 429
     */
    static SimulatorResponse throttled(Duration wait, boolean unavailable) {
        return of(unavailable ? 503 : 429, "TooManyRequests", "Too many requests.")
                .with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))
                .with("x-ms-throttle-scope", "Tenant_Application/ReadWrite");
    }
}
