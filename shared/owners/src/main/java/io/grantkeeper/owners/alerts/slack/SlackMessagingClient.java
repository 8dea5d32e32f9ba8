package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.owners.alerts.ChannelException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls the methods of Slack's Web API that alerts need. Slack reports errors with HTTP status 200. */
public final class SlackMessagingClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);
    private static final Set<String> TRANSIENT = Set.of(
            "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout");

    private final HttpClient http;
    private final URI base;
    private final Supplier<Secret> token;

    /**
     * Creates a client.
     *
     * @param base {@code https://slack.com/api/}, or a test double's URL
     * @param token supplies a bot token ({@code xoxb-}); called for each request, so that a rotated token takes effect
     */
    public SlackMessagingClient(HttpClient http, URI base, Supplier<Secret> token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** Slack's response: a body if the call succeeded, otherwise an error code. */
    sealed interface Answer {
        record Good(JsonNode body) implements Answer {}

        record Refused(String error) implements Answer {}
    }

    Answer get(SlackMessagingMethod method, String... namesAndValues) throws ChannelException {
        StringBuilder query = new StringBuilder("?");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return send(method, request(method.toString() + query).GET().build());
    }

    Answer post(SlackMessagingMethod method, JsonNode body) throws ChannelException {
        return send(
                method,
                request(method.toString())
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.get().reveal());
    }

    private Answer send(SlackMessagingMethod method, HttpRequest request) throws ChannelException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 429 || response.statusCode() >= 500) {
                throw ChannelException.unavailable(
                        "Slack responded to %s with HTTP %d".formatted(method, response.statusCode()),
                        retryAfter(response));
            }
            JsonNode body = JsonTrees.read(response.body());
            if (body.path("ok").asBoolean(false)) {
                return new Answer.Good(body);
            }
            String error = body.path("error").asString("unknown_error");
            if (TRANSIENT.contains(error)) {
                throw ChannelException.unavailable(
                        "Slack responded to %s with '%s'".formatted(method, error), retryAfter(response));
            }
            return new Answer.Refused(error);
        } catch (JacksonException _) {
            throw ChannelException.unavailable("Slack's response to %s is not JSON".formatted(method), DEFAULT_RETRY);
        } catch (IOException _) {
            throw ChannelException.unavailable("Slack cannot be reached for %s".formatted(method), DEFAULT_RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw ChannelException.unavailable("interrupted while calling Slack", DEFAULT_RETRY);
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(DEFAULT_RETRY);
    }
}
