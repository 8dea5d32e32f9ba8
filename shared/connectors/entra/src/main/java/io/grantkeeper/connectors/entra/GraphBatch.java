package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A batch of GET requests in one call (Graph, "Combine multiple HTTP requests using JSON batching"). Each request has
 * its own response and status, and the responses arrive in any order. Throttled requests are sent again after the wait
 * that Graph demands; the other responses are kept. If all requests are throttled, or if one hits an outage and none is
 * throttled, the problem applies to the whole batch. Any other problem applies only to the request that caused it.
 */
final class GraphBatch {
    /** Graph's maximum number of requests per batch. */
    static final int MOST = 20;

    private static final String PATH = "/v1.0/$batch";

    private GraphBatch() {}

    static boolean isBatch(URI uri) {
        return uri.getRawPath().endsWith("/$batch");
    }

    /** The response to one request in a batch: either a body or a problem that affects only this request. */
    sealed interface BatchAnswer {
        record Found(JsonNodeReader body) implements BatchAnswer {}

        record Failed(ConnectorProblem problem) implements BatchAnswer {}
    }

    /** Returns the responses in the order of the URLs; a response is empty if its object does not exist. */
    static List<Optional<JsonNodeReader>> get(ProviderSession session, List<GraphRequestUri> addresses)
            throws ConnectorException {
        List<Optional<JsonNodeReader>> found = new ArrayList<>();
        for (BatchAnswer answer : answers(session, addresses)) {
            switch (answer) {
                case BatchAnswer.Found(JsonNodeReader body) -> found.add(Optional.of(body));
                case BatchAnswer.Failed(NotFound _) -> found.add(Optional.empty());
                case BatchAnswer.Failed(ConnectorProblem problem) -> throw new ConnectorException(problem);
            }
        }
        return found;
    }

    /** Returns the responses in the order of the URLs, for callers that can do without some of them. */
    static List<BatchAnswer> answers(ProviderSession session, List<GraphRequestUri> addresses)
            throws ConnectorException {
        List<BatchAnswer> answers = new ArrayList<>();
        for (int from = 0; from < addresses.size(); from += MOST) {
            answers.addAll(send(session, addresses.subList(from, Math.min(from + MOST, addresses.size()))));
        }
        return answers;
    }

    /**
     * Sends the requests, and resends those with a temporary problem until none is left. The session makes no call
     * until the pause that Graph demanded is over.
     */
    private static List<BatchAnswer> send(ProviderSession session, List<GraphRequestUri> addresses)
            throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        Map<Integer, JsonNodeReader> settled = new HashMap<>();
        List<Integer> waiting = IntStream.range(0, addresses.size()).boxed().toList();
        while (!waiting.isEmpty()) {
            ProviderRequest request =
                    request(settings, waiting.stream().map(addresses::get).toList());
            List<JsonNodeReader> answers = sendOnce(session, request, waiting.size());
            List<Integer> refused = new ArrayList<>();
            List<ConnectorProblem> problems = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                Optional<ConnectorProblem> problem = temporaryProblem(
                        request, answers.get(i), session.clock().instant());
                if (problem.isPresent()) {
                    refused.add(waiting.get(i));
                    problems.add(problem.get());
                } else {
                    settled.put(waiting.get(i), answers.get(i));
                }
            }
            if (refused.size() == waiting.size()) {
                throw new ConnectorException(problems.getFirst());
            }
            waiting = refused;
        }
        List<BatchAnswer> read = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            read.add(read(
                    settings,
                    addresses.get(i),
                    Objects.requireNonNull(settled.get(i)),
                    session.clock().instant()));
        }
        return read;
    }

    /** Sends a batch and returns the responses in the order of its requests. */
    private static List<JsonNodeReader> sendOnce(ProviderSession session, ProviderRequest request, int size)
            throws ConnectorException {
        Map<String, JsonNodeReader> byId = byId(JsonNodeReader.of(session.http().send(request)));
        List<JsonNodeReader> answers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            JsonNodeReader answer = byId.get(Integer.toString(i + 1));
            if (answer == null) {
                throw JsonNodeReader.of("batch", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .member("responses[id=%d]".formatted(i + 1))
                        .unexpected("a response to each request");
            }
            answers.add(answer);
        }
        return answers;
    }

    private static ProviderRequest request(EntraSettings settings, List<GraphRequestUri> addresses) {
        ObjectNode content = JsonMapper.shared().createObjectNode();
        ArrayNode requests = content.putArray("requests");
        for (int i = 0; i < addresses.size(); i++) {
            requests.addObject()
                    .put("id", Integer.toString(i + 1))
                    .put("method", "GET")
                    .put("url", addresses.get(i).relative());
        }
        return ProviderRequest.mutation(
                        Method.POST,
                        URI.create(settings.graphUrl() + PATH),
                        settings.size().directoryLimit(),
                        EntraClient.CREDENTIAL,
                        new Body("application/json", content.toString()),
                        true)
                .withUnits(addresses.stream().mapToInt(GraphResourceUnits::of).sum());
    }

    private static Map<String, JsonNodeReader> byId(JsonNodeReader body) throws ConnectorException {
        Map<String, JsonNodeReader> byId = new HashMap<>();
        for (JsonNodeReader answer : body.list("responses")) {
            byId.put(answer.nonBlank("id"), answer);
        }
        return byId;
    }

    private static BatchAnswer read(EntraSettings settings, GraphRequestUri address, JsonNodeReader answer, Instant now)
            throws ConnectorException {
        if (isSuccess(answer)) {
            return new BatchAnswer.Found(answer.object("body"));
        }
        ProviderRequest request =
                ProviderRequest.get(address.uri(settings), settings.size().directoryLimit(), EntraClient.CREDENTIAL);
        return new BatchAnswer.Failed(problem(request, answer, now));
    }

    /**
     * Returns the problem that makes a batch response unusable: all requests were throttled, or some hit an outage and
     * none were throttled. If all were throttled, the problem carries the longest wait.
     */
    static Optional<ConnectorProblem> batchProblem(ProviderResponse response, Instant now) throws ConnectorException {
        List<ConnectorProblem> temporary = new ArrayList<>();
        boolean settled = false;
        for (JsonNodeReader answer : JsonNodeReader.of(response).list("responses")) {
            Optional<ConnectorProblem> problem = temporaryProblem(response.request(), answer, now);
            problem.ifPresent(temporary::add);
            settled |= problem.isEmpty();
        }
        Optional<RateLimited> wait = longestWait(temporary);
        if (wait.isPresent()) {
            return settled ? Optional.empty() : wait.map(limited -> limited);
        }
        return temporary.stream().findFirst();
    }

    /** Returns the longest wait that a batch response demands, or empty if it demands none or cannot be parsed. */
    static Optional<RateLimited> pause(ProviderResponse response, Instant now) {
        try {
            List<ConnectorProblem> temporary = new ArrayList<>();
            for (JsonNodeReader answer : JsonNodeReader.of(response).list("responses")) {
                temporaryProblem(response.request(), answer, now).ifPresent(temporary::add);
            }
            return longestWait(temporary);
        } catch (ConnectorException _) {
            return Optional.empty(); // batchProblem reports it
        }
    }

    private static Optional<RateLimited> longestWait(List<ConnectorProblem> problems) {
        return problems.stream()
                .filter(RateLimited.class::isInstance)
                .map(RateLimited.class::cast)
                .max(Comparator.comparing(RateLimited::retryAfter));
    }

    /**
     * Returns the problem of one response in a batch if the problem is temporary, so that resending the request can
     * succeed.
     */
    private static Optional<ConnectorProblem> temporaryProblem(
            ProviderRequest request, JsonNodeReader answer, Instant now) throws ConnectorException {
        if (isSuccess(answer)) {
            return Optional.empty();
        }
        ConnectorProblem problem = problem(request, answer, now);
        return problem instanceof RateLimited || problem instanceof Unavailable
                ? Optional.of(problem)
                : Optional.empty();
    }

    private static boolean isSuccess(JsonNodeReader answer) throws ConnectorException {
        long status = answer.number("status");
        return status >= 200 && status < 300;
    }

    private static ConnectorProblem problem(ProviderRequest request, JsonNodeReader answer, Instant now)
            throws ConnectorException {
        int status = Math.clamp(answer.number("status"), 0, 999);
        ProviderResponse inner = new ProviderResponse(request, status, headers(answer), new byte[0]);
        EntraErrorCode error =
                EntraErrorCode.of(answer.has("body") ? Optional.of(answer.member("body")) : Optional.empty());
        return EntraErrors.of(inner, error, now);
    }

    /**
     * Returns the headers with lowercase names, because Graph may send the names in uppercase or lowercase. Values
     * that are not text are ignored.
     */
    private static Map<String, List<String>> headers(JsonNodeReader answer) throws ConnectorException {
        Map<String, List<String>> headers = new HashMap<>();
        Optional<JsonNodeReader> told = answer.optionalObject("headers");
        if (told.isPresent()) {
            for (String name : told.get().names()) {
                try {
                    told.get()
                            .optionalNonBlank(name)
                            .ifPresent(value -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
                } catch (ConnectorException _) {
                    // No header with such a value is used.
                }
            }
        }
        return headers;
    }
}
