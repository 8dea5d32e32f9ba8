package io.grantkeeper.simulator.http;

import java.time.Duration;
import java.util.Map;

/** Something that goes wrong with one call. */
public sealed interface Fault {

    /** An answer of this status instead of the real one; the request has no effect. */
    record Answer(int status, Map<String, String> headers, String body) implements Fault {}

    /** 200 with a web page where JSON is due, as a proxy or a status page would send. */
    record NotJson() implements Fault {}

    /** The right headers and length, then half of the body, then the end of the connection. */
    record Truncated() implements Fault {}

    /** A TCP reset in the first line of the answer; the request has no effect. */
    record Reset() implements Fault {}

    /** No answer for this long, then a reset: a client must bring its own time-out. */
    record Hang(Duration duration) implements Fault {}

    /** The right answer, this much late. */
    record Slow(Duration delay) implements Fault {}

    /** The request takes effect and the connection is reset instead of an answer: did it happen or not? */
    record LostAnswer() implements Fault {}

    static Fault status(int status) {
        return new Answer(status, Map.of("Content-Type", "application/json"), "{\"message\":\"injected\"}");
    }

    /** GitHub's secondary limit: 429 (it may also be 403) with {@code retry-after} in seconds. */
    static Fault gitHubSecondaryLimit(Duration retryAfter) {
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

    /** Google's most frequent quota answer: 503 without Retry-After. */
    static Fault googleUnavailable() {
        String message = "The service is currently unavailable.";
        return new Answer(
                503,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                "{\"error\":{\"code\":503,\"message\":\"%s\",\"errors\":[{\"message\":\"%s\",\"domain\":\"global\","
                                .formatted(message, message)
                        + "\"reason\":\"backendError\"}],\"status\":\"UNAVAILABLE\"}}");
    }
}
