package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Response;
import java.time.Duration;

/** Slack's refusals: nearly all of them HTTP 200. */
final class SlackError extends RuntimeException {
    private final transient Response response;

    private SlackError(String code, Response response) {
        super(code);
        this.response = response;
    }

    static SlackError of(String code) {
        return new SlackError(code, Response.json(200, object("ok", false, "error", code)));
    }

    static SlackError missingScope(String needed, String provided) {
        return new SlackError(
                "missing_scope",
                Response.json(
                        200, object("ok", false, "error", "missing_scope", "needed", needed, "provided", provided)));
    }

    static SlackError tooFast(Duration wait) {
        return new SlackError(
                "ratelimited",
                Response.json(429, object("ok", false, "error", "ratelimited"))
                        .with("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
    }

    Response response() {
        return response;
    }
}
