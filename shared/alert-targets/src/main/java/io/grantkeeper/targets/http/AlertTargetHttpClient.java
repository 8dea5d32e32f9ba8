package io.grantkeeper.targets.http;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.outbound.BoundedHttpCall;
import io.grantkeeper.targets.AlertTargetException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls one target. After a network failure or a 5xx response, a call that is safe to repeat is retried a few times
 * within one second. Longer waits, such as those that a rate limit requires, are left to the caller's queue: the
 * exception contains the time that the target asks for. No message contains a URL's path, a header or a body, because
 * they can contain secrets.
 */
public final class AlertTargetHttpClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
    private static final int ATTEMPTS = 3;
    private static final int MAX_ANSWER = 256 * 1024;
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    private final HttpClient http;
    private final String product;
    private final Duration timeout;

    /**
     * Creates a client that waits ten seconds for each response.
     *
     * @param http a client that follows no redirects
     * @param product the name of the target in messages, for example {@code Jira}
     */
    public AlertTargetHttpClient(HttpClient http, String product) {
        this(http, product, TIMEOUT);
    }

    /**
     * Creates a client.
     *
     * @param timeout the maximum time for one attempt, in elapsed time
     */
    public AlertTargetHttpClient(HttpClient http, String product, Duration timeout) {
        this.http = http;
        this.product = product;
        this.timeout = timeout;
    }

    /**
     * A request.
     *
     * @param headers the headers, which may contain credentials
     * @param body the body; empty for none
     * @param repeatable whether sending the request twice has the same effect as sending it once
     */
    public record Call(String method, URI uri, Map<String, String> headers, String body, boolean repeatable) {
        public Call {
            headers = Map.copyOf(headers);
        }

        /**
         * Creates a request with a JSON body, which a {@code GET} request does not send.
         *
         * @param authorization the headers that authenticate the request
         */
        public static Call json(
                String method, URI uri, Map<String, String> authorization, JsonNode body, boolean repeatable) {
            Map<String, String> headers = new HashMap<>(authorization);
            headers.put("content-type", "application/json");
            return new Call(method, uri, headers, method.equals("GET") ? "" : JsonTrees.write(body), repeatable);
        }

        @Override
        public String toString() {
            return method + " " + uri.getHost();
        }
    }

    /** Returns the header that authenticates a user with a password or a token. */
    public static Map<String, String> basic(String user, Secret password) {
        byte[] login = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return Map.of("authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }

    /**
     * A response with a status that no retry changes: 2xx, 3xx or 4xx.
     *
     * @param json the body as JSON; a missing node if it is not JSON
     */
    public record Answer(int status, String text, JsonNode json) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Sends a request.
     *
     * @throws AlertTargetException if the target cannot be reached, limits the rate of calls, or has an internal error
     */
    public Answer send(Call call) throws AlertTargetException {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(call.repeatable() ? ATTEMPTS : 1)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2.0, 0.5))
                .retryOnException(FailedException.class::isInstance)
                .build();
        try {
            return Retry.of(product, config).executeCheckedSupplier(() -> attempt(call));
        } catch (FailedException e) {
            throw AlertTargetException.unavailable(e.reason, e.retryAfter);
        } catch (AlertTargetException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an attempt throws no other checked exception", e);
        }
    }

    /**
     * Returns the body of a successful response.
     *
     * @param credential the settings to check if the target does not accept the credential
     * @param address the settings to check if the target does not know the resource
     * @throws AlertTargetException if the target did not accept the request
     */
    public JsonNode require(Answer answer, String credential, String address) throws AlertTargetException {
        if (!answer.isSuccess()) {
            throw refused(answer, credential, address);
        }
        return answer.json();
    }

    /**
     * Returns the exception for a response that is not the expected one.
     *
     * @param credential the settings to check if the target does not accept the credential
     * @param address the settings to check if the target does not know the resource
     */
    public AlertTargetException refused(Answer answer, String credential, String address) {
        String hint =
                switch (answer.status()) {
                    case 401, 403 -> "; check " + credential;
                    case 404, 410 -> "; check " + address;
                    case 413 -> "; the message is too large";
                    default ->
                        answer.status() >= 300 && answer.status() < 400
                                ? "; redirects are not followed, so set " + address + " to the final address"
                                : "";
                };
        return AlertTargetException.rejected("%s answered %d%s".formatted(product, answer.status(), hint));
    }

    private Answer attempt(Call call) throws AlertTargetException, FailedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).header("accept", "application/json");
        call.headers().forEach(request::header);
        request.method(
                call.method(),
                call.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(call.body()));
        HttpResponse<byte[]> response;
        try {
            response = BoundedHttpCall.send(http, request.build(), _ -> MAX_ANSWER, timeout);
        } catch (IOException _) {
            throw new FailedException("%s cannot be reached".formatted(product), Duration.ZERO);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw AlertTargetException.unavailable("interrupted while calling " + product, Duration.ZERO);
        }
        int status = response.statusCode();
        if (status == 429) {
            throw AlertTargetException.unavailable(
                    "%s limits the rate of calls (429)".formatted(product), wait(response));
        }
        if (status == 408 || status >= 500) {
            throw new FailedException("%s answered %d".formatted(product, status), wait(response));
        }
        byte[] body = response.body();
        return new Answer(status, new String(body, StandardCharsets.UTF_8), json(body));
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JsonTrees.read(body);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the time that the target asks callers to wait, if it states a number of seconds; otherwise, zero. */
    private static Duration wait(HttpResponse<?> response) {
        Function<String, Duration> seconds = value -> Duration.ofSeconds(Long.parseLong(value));
        return response.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds)
                .filter(asked -> asked.compareTo(MAX_RETRY_AFTER) <= 0)
                .orElse(response.headers().firstValue("retry-after").isPresent() ? MAX_RETRY_AFTER : Duration.ZERO);
    }

    /** Signals that an attempt failed in a way that may be temporary. */
    private static final class FailedException extends Exception {
        private final String reason;
        private final transient Duration retryAfter;

        FailedException(String reason, Duration retryAfter) {
            super(reason);
            this.reason = reason;
            this.retryAfter = retryAfter;
        }
    }
}
