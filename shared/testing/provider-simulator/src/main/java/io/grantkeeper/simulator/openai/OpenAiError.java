package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import org.jspecify.annotations.Nullable;

/** Error responses in OpenAI's format. */
final class OpenAiError {
    private OpenAiError() {}

    static SimulatorResponse of(int status, String type, @Nullable String code, String message) {
        return SimulatorResponse.json(
                status, object("error", object("message", message, "type", type, "param", null, "code", code)));
    }

    static SimulatorResponse unauthenticated() {
        return of(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.");
    }

    static SimulatorResponse missingScope(String scope) {
        return of(
                403,
                "invalid_request_error",
                "missing_scope",
                "You have insufficient permissions for this operation. Missing scopes: " + scope);
    }

    static SimulatorResponse notFound(String what) {
        return of(404, "invalid_request_error", null, "No such " + what);
    }

    static SimulatorResponse invalid(String message) {
        return of(400, "invalid_request_error", null, message);
    }

    static SimulatorResponse rateLimited() {
        return of(429, "requests", "rate_limit_exceeded", "Rate limit reached for requests.");
    }
}
