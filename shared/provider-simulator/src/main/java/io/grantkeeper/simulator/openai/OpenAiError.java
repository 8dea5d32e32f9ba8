package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Response;
import org.jspecify.annotations.Nullable;

/** OpenAI's error answers. */
final class OpenAiError {
    private OpenAiError() {}

    static Response of(int status, String type, @Nullable String code, String message) {
        return Response.json(
                status, object("error", object("message", message, "type", type, "param", null, "code", code)));
    }

    static Response unauthenticated() {
        return of(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.");
    }

    static Response missing(String scope) {
        return of(
                403,
                "invalid_request_error",
                "missing_scope",
                "You have insufficient permissions for this operation. Missing scopes: " + scope);
    }

    static Response notFound(String what) {
        return of(404, "invalid_request_error", null, "No such " + what);
    }

    static Response invalid(String message) {
        return of(400, "invalid_request_error", null, message);
    }

    static Response tooFast() {
        return of(429, "requests", "rate_limit_exceeded", "Rate limit reached for requests.");
    }
}
