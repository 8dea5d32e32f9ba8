package io.grantkeeper.simulator.anthropic;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;

/** Error responses in Anthropic's format. */
final class AnthropicError {
    private AnthropicError() {}

    static SimulatorResponse of(int status, String type, String message) {
        return SimulatorResponse.json(
                status,
                object(
                        "type", "error",
                        "error", object("type", type, "message", message),
                        "request_id", "req_simulated"));
    }

    static SimulatorResponse unauthenticated() {
        return of(401, "authentication_error", "invalid x-api-key");
    }

    static SimulatorResponse forbidden() {
        return of(403, "permission_error", "Your API key does not have permission to use the specified resource.");
    }

    static SimulatorResponse notFound() {
        return of(404, "not_found_error", "The requested resource could not be found.");
    }

    static SimulatorResponse invalid(String message) {
        return of(400, "invalid_request_error", message);
    }

    static SimulatorResponse rateLimited(long seconds) {
        return of(429, "rate_limit_error", "This request would exceed your organization's rate limit.")
                .with("retry-after", Long.toString(seconds));
    }
}
