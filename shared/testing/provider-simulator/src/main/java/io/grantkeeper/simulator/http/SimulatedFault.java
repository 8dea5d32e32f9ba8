package io.grantkeeper.simulator.http;

import java.time.Duration;
import java.util.Map;

/** A fault that the simulator injects into one call. */
public sealed interface SimulatedFault {

    /** A response with this status replaces the real one. The request has no effect. */
    record Answer(int status, Map<String, String> headers, String body) implements SimulatedFault {}

    /** HTTP 200 with an HTML page instead of JSON, as a proxy or a status page returns. */
    record NotJson() implements SimulatedFault {}

    /** The correct headers and content length, but the connection closes after half of the body. */
    record Truncated() implements SimulatedFault {}

    /** A TCP reset during the first line of the response. The request has no effect. */
    record Reset() implements SimulatedFault {}

    /** No response for this long, then a reset. A client that sets no timeout waits for the whole duration. */
    record Hang(Duration duration) implements SimulatedFault {}

    /** The correct response after this delay. */
    record Slow(Duration delay) implements SimulatedFault {}

    /**
     * The request takes effect, but the connection is reset before the response, so that the client cannot know
     * whether the request took effect.
     */
    record LostAnswer() implements SimulatedFault {}

    static SimulatedFault status(int status) {
        return new Answer(status, Map.of("Content-Type", "application/json"), "{\"message\":\"injected\"}");
    }

    /** Returns the refusal of a call because of a rate limit: 429 with {@code Retry-After} in seconds. */
    static SimulatedFault tooManyRequests(Duration retryAfter) {
        return new Answer(
                429,
                Map.of("Content-Type", "application/json", "Retry-After", Long.toString(retryAfter.toSeconds())),
                "{}");
    }

    /**
     * Returns the response for GitHub's secondary rate limit: 429 with {@code retry-after} in seconds. GitHub sometimes
     * uses 403 instead.
     */
    static SimulatedFault gitHubSecondaryLimit(Duration retryAfter) {
        return new Answer(
                429,
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "retry-after",
                        Long.toString(retryAfter.toSeconds())),
                "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try"
                        + " again.\",\"documentation_url\":\"https://docs.github.com/rest/overview/"
                        + "rate-limits-for-the-rest-api#about-secondary-rate-limits\"}");
    }

    /** Returns the response that Google sends most often for an exceeded quota: 503 without Retry-After. */
    static SimulatedFault googleUnavailable() {
        String message = "The service is currently unavailable.";
        return new Answer(
                503,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                "{\"error\":{\"code\":503,\"message\":\"%s\",\"errors\":[{\"message\":\"%s\",\"domain\":\"global\","
                                .formatted(message, message)
                        + "\"reason\":\"backendError\"}],\"status\":\"UNAVAILABLE\"}}");
    }
}
