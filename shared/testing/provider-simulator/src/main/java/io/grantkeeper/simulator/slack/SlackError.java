package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;

/** An error response from Slack, which usually has the status 200. */
final class SlackError extends RuntimeException {
    private final transient SimulatorResponse response;

    private SlackError(String code, SimulatorResponse response) {
        super(code);
        this.response = response;
    }

    static SlackError of(String code) {
        return new SlackError(code, SimulatorResponse.json(200, object("ok", false, "error", code)));
    }

    static SlackError missingScope(String needed, String provided) {
        return new SlackError(
                "missing_scope",
                SimulatorResponse.json(
                        200, object("ok", false, "error", "missing_scope", "needed", needed, "provided", provided)));
    }

    static SlackError rateLimited(Duration wait) {
        return new SlackError(
                "ratelimited",
                SimulatorResponse.json(429, object("ok", false, "error", "ratelimited"))
                        .with("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
    }

    SimulatorResponse response() {
        return response;
    }
}
