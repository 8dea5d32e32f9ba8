package io.grantkeeper.infra.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sends requests to the installation's HTTP API, and compares the responses with what is expected. */
final class ApiProbe {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient http;
    private final String base;
    private final SmokeCheckDeadline end;

    /**
     * Creates a probe.
     *
     * @param base the base URL of the API
     */
    ApiProbe(HttpClient http, URI base, SmokeCheckDeadline end) {
        this.http = http;
        this.base = base.toString();
        this.end = end;
    }

    /** A request. */
    record Call(String method, String path, Map<String, String> headers, String body) {
        Call {
            headers = Map.copyOf(headers);
        }

        static Call get(String path) {
            return new Call("GET", path, Map.of(), "");
        }

        static Call post(String path, Map<String, String> headers, String body) {
            return new Call("POST", path, headers, body);
        }
    }

    /**
     * The expected response.
     *
     * @param body tests whether a body is as expected
     * @param meaning what such a response shows
     */
    record Expected(Set<Integer> statuses, Predicate<String> body, String meaning) {
        Expected {
            statuses = Set.copyOf(statuses);
        }

        static Expected of(String meaning, Integer... statuses) {
            return new Expected(Set.of(statuses), _ -> true, meaning);
        }

        Expected withBody(Predicate<String> test) {
            return new Expected(statuses, test, meaning);
        }
    }

    /**
     * Sends a request, and returns a line for the report. The line contains no part of the response's body, because the
     * body can contain tenant data.
     */
    SmokeCheckLine send(String check, Call call, Expected expected) throws InterruptedException {
        if (end.isOver()) {
            return SmokeCheckLine.notChecked(check, "no time was left");
        }
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + call.path();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(end.leftAtMost(LONGEST))
                .header("content-type", "application/json")
                .method(
                        call.method(),
                        call.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()));
        try {
            call.headers().forEach(request::header);
        } catch (IllegalArgumentException _) {
            // The message of the exception contains the value, which can be a secret.
            return SmokeCheckLine.failed(
                    check, "the secret contains a character that a header cannot, such as a line break");
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (!expected.statuses().contains(response.statusCode())) {
                return SmokeCheckLine.failed(
                        check, "responded with %d instead of %s".formatted(response.statusCode(), expected.statuses()));
            }
            return expected.body().test(response.body())
                    ? SmokeCheckLine.passed(check, expected.meaning())
                    : SmokeCheckLine.failed(
                            check,
                            "responded with %d, but with another body than expected".formatted(response.statusCode()));
        } catch (IOException e) {
            return SmokeCheckLine.failed(
                    check, "no response from %s: %s".formatted(url, e.getClass().getSimpleName()));
        }
    }
}
