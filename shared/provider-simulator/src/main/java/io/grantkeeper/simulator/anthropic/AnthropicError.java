package io.grantkeeper.simulator.anthropic;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Response;

/** Anthropic's error answers. */
final class AnthropicError {
    private AnthropicError() {}

    static Response of(int status, String type, String message) {
        return Response.json(
                status,
                object(
                        "type", "error",
                        "error", object("type", type, "message", message),
                        "request_id", "req_simulated"));
    }

    static Response unauthenticated() {
        return of(401, "authentication_error", "invalid x-api-key");
    }

    static Response forbidden() {
        return of(403, "permission_error", "Your API key does not have permission to use the specified resource.");
    }

    static Response notFound() {
        return of(404, "not_found_error", "The requested resource could not be found.");
    }

    static Response invalid(String message) {
        return of(400, "invalid_request_error", message);
    }

    static Response tooFast(long seconds) {
        return of(429, "rate_limit_error", "This request would exceed your organization's rate limit.")
                .with("retry-after", Long.toString(seconds));
    }
}
