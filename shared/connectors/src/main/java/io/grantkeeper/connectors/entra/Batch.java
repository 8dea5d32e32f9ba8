package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
 * Many GETs in few calls (Graph, "Combine multiple HTTP requests using JSON batching"). Every request has an answer of
 * its own, in any order, with its own status: throttling and outages inside are the whole batch's, anything else is
 * decided request by request.
 */
final class Batch {
    /** Graph takes no more. */
    static final int MOST = 20;

    private static final String PATH = "/v1.0/$batch";

    private Batch() {}

    static boolean isBatch(URI uri) {
        return uri.getRawPath().endsWith("/$batch");
    }

    /** The answers in the order of the addresses, each empty where the object is not there. */
    static List<Optional<JsonBody>> get(ProviderSession session, List<Address> addresses) throws ConnectorException {
        List<Optional<JsonBody>> answers = new ArrayList<>();
        for (int from = 0; from < addresses.size(); from += MOST) {
            answers.addAll(send(session, addresses.subList(from, Math.min(from + MOST, addresses.size()))));
        }
        return answers;
    }

    private static List<Optional<JsonBody>> send(ProviderSession session, List<Address> addresses)
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
        ProviderRequest request = ProviderRequest.change(
                        Method.POST,
                        URI.create(settings.graphUrl() + PATH),
                        settings.size().directory(),
                        Calls.CREDENTIAL,
                        new Body("application/json", content.toString()),
                        true)
                .weighing(addresses.stream().mapToInt(ResourceUnits::of).sum());
        Map<String, JsonBody> byId = byId(JsonBody.of(session.http().send(request)));
        List<Optional<JsonBody>> answers = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            JsonBody answer = byId.get(Integer.toString(i + 1));
            if (answer == null) {
                throw JsonBody.of("batch", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .member("responses[id=%d]".formatted(i + 1))
                        .unexpected("an answer to each request");
            }
            answers.add(read(settings, addresses.get(i), answer, session.clock().instant()));
        }
        return answers;
    }

    private static Map<String, JsonBody> byId(JsonBody body) throws ConnectorException {
        Map<String, JsonBody> byId = new HashMap<>();
        for (JsonBody answer : body.list("responses")) {
            byId.put(Read.required(answer, "id"), answer);
        }
        return byId;
    }

    private static Optional<JsonBody> read(EntraSettings settings, Address address, JsonBody answer, Instant now)
            throws ConnectorException {
        if (isGood(answer)) {
            return Optional.of(answer.object("body"));
        }
        ProviderRequest asked =
                ProviderRequest.get(address.uri(settings), settings.size().directory(), Calls.CREDENTIAL);
        ConnectorProblem problem = problem(asked, answer, now);
        if (problem instanceof NotFound) {
            return Optional.empty();
        }
        throw new ConnectorException(problem);
    }

    /** The gravest thing that concerns the whole batch: the longest wait, else an outage. */
    static Optional<ConnectorProblem> trouble(ProviderResponse response, Instant now) throws ConnectorException {
        Optional<ConnectorProblem> gravest = Optional.empty();
        for (JsonBody answer : JsonBody.of(response).list("responses")) {
            if (!isGood(answer)) {
                ConnectorProblem problem = problem(response.request(), answer, now);
                if (problem instanceof RateLimited limited && !waitsLonger(gravest, limited)) {
                    gravest = Optional.of(problem);
                } else if (problem instanceof Unavailable && gravest.isEmpty()) {
                    gravest = Optional.of(problem);
                }
            }
        }
        return gravest;
    }

    private static boolean waitsLonger(Optional<ConnectorProblem> gravest, RateLimited than) {
        return gravest.isPresent()
                && gravest.get() instanceof RateLimited(Duration wait, String _)
                && wait.compareTo(than.retryAfter()) >= 0;
    }

    private static boolean isGood(JsonBody answer) throws ConnectorException {
        long status = answer.number("status");
        return status >= 200 && status < 300;
    }

    private static ConnectorProblem problem(ProviderRequest asked, JsonBody answer, Instant now)
            throws ConnectorException {
        int status = Math.clamp(answer.number("status"), 0, 999);
        ProviderResponse inner = new ProviderResponse(asked, status, headers(answer), new byte[0]);
        VendorError error = VendorError.of(answer.has("body") ? Optional.of(answer.member("body")) : Optional.empty());
        return EntraResponses.of(inner, error, now);
    }

    /** Names come in any case; a value that is no text is none. */
    private static Map<String, List<String>> headers(JsonBody answer) throws ConnectorException {
        Map<String, List<String>> headers = new HashMap<>();
        Optional<JsonBody> told = answer.optionalObject("headers");
        if (told.isPresent()) {
            for (String name : told.get().names()) {
                try {
                    Read.optional(told.get(), name)
                            .ifPresent(value -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
                } catch (ConnectorException _) {
                    // Nothing that is looked at.
                }
            }
        }
        return headers;
    }
}
