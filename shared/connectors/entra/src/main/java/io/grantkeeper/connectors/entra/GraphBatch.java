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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A batch of GET requests in one call (Graph, "Combine multiple HTTP requests using JSON batching"). Each request has
 * its own response and status, and the responses arrive in any order. If one request is throttled or hits an outage,
 * this problem applies to the whole batch; any other problem applies only to the request that caused it.
 */
final class GraphBatch {
    /** Graph's maximum number of requests per batch. */
    static final int MOST = 20;

    private static final String PATH = "/v1.0/$batch";

    private GraphBatch() {}

    static boolean isBatch(URI uri) {
        return uri.getRawPath().endsWith("/$batch");
    }

    /** Returns the responses in the order of the URLs; a response is empty if its object does not exist. */
    static List<Optional<JsonNodeReader>> get(ProviderSession session, List<GraphRequestUri> addresses)
            throws ConnectorException {
        List<Optional<JsonNodeReader>> answers = new ArrayList<>();
        for (int from = 0; from < addresses.size(); from += MOST) {
            answers.addAll(send(session, addresses.subList(from, Math.min(from + MOST, addresses.size()))));
        }
        return answers;
    }

    private static List<Optional<JsonNodeReader>> send(ProviderSession session, List<GraphRequestUri> addresses)
            throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        ObjectNode content = JsonMapper.shared().createObjectNode();
        ArrayNode requests = content.putArray("requests");
        for (int i = 0; i < addresses.size(); i++) {
            requests.addObject()
                    .put("id", Integer.toString(i + 1))
                    .put("method", "GET")
                    .put("url", addresses.get(i).relative());
        }
        ProviderRequest request = ProviderRequest.mutation(
                        Method.POST,
                        URI.create(settings.graphUrl() + PATH),
                        settings.size().directoryLimit(),
                        EntraClient.CREDENTIAL,
                        new Body("application/json", content.toString()),
                        true)
                .withUnits(addresses.stream().mapToInt(GraphResourceUnits::of).sum());
        Map<String, JsonNodeReader> byId = byId(JsonNodeReader.of(session.http().send(request)));
        List<Optional<JsonNodeReader>> answers = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            JsonNodeReader answer = byId.get(Integer.toString(i + 1));
            if (answer == null) {
                throw JsonNodeReader.of("batch", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .member("responses[id=%d]".formatted(i + 1))
                        .unexpected("a response to each request");
            }
            answers.add(read(settings, addresses.get(i), answer, session.clock().instant()));
        }
        return answers;
    }

    private static Map<String, JsonNodeReader> byId(JsonNodeReader body) throws ConnectorException {
        Map<String, JsonNodeReader> byId = new HashMap<>();
        for (JsonNodeReader answer : body.list("responses")) {
            byId.put(answer.nonBlank("id"), answer);
        }
        return byId;
    }

    private static Optional<JsonNodeReader> read(
            EntraSettings settings, GraphRequestUri address, JsonNodeReader answer, Instant now)
            throws ConnectorException {
        if (isSuccess(answer)) {
            return Optional.of(answer.object("body"));
        }
        ProviderRequest request =
                ProviderRequest.get(address.uri(settings), settings.size().directoryLimit(), EntraClient.CREDENTIAL);
        ConnectorProblem problem = problem(request, answer, now);
        if (problem instanceof NotFound) {
            return Optional.empty();
        }
        throw new ConnectorException(problem);
    }

    /**
     * Returns the most severe problem that affects the whole batch: throttling with the longest wait, or else an
     * outage.
     */
    static Optional<ConnectorProblem> batchProblem(ProviderResponse response, Instant now) throws ConnectorException {
        Optional<ConnectorProblem> mostSevere = Optional.empty();
        for (JsonNodeReader answer : JsonNodeReader.of(response).list("responses")) {
            if (!isSuccess(answer)) {
                ConnectorProblem problem = problem(response.request(), answer, now);
                if (problem instanceof RateLimited limited && !waitsLonger(mostSevere, limited)) {
                    mostSevere = Optional.of(problem);
                } else if (problem instanceof Unavailable && mostSevere.isEmpty()) {
                    mostSevere = Optional.of(problem);
                }
            }
        }
        return mostSevere;
    }

    private static boolean waitsLonger(Optional<ConnectorProblem> mostSevere, RateLimited than) {
        return mostSevere.isPresent()
                && mostSevere.get() instanceof RateLimited(Duration wait, String _)
                && wait.compareTo(than.retryAfter()) >= 0;
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
