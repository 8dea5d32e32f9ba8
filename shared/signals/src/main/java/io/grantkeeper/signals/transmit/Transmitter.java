package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.signals.set.SecurityEvent;
import io.grantkeeper.signals.set.SecurityEvents;
import io.grantkeeper.signals.set.TokenKeys;
import io.grantkeeper.signals.set.TokenSigner;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.StreamStatus;
import io.grantkeeper.signals.transmit.Exchange.Request;
import io.grantkeeper.signals.transmit.Exchange.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Shared Signals Framework's API of a transmitter: metadata, keys, streams, their status and subjects, verification,
 * and polling. A receiver sees its own streams alone; all others are not found.
 */
public final class Transmitter {
    public static final String METADATA = "/.well-known/ssf-configuration";
    public static final String BASE = "/ssf";

    private static final Map<String, List<String>> METHODS = Map.of(
            "/stream", List.of("GET", "POST", "PATCH", "PUT", "DELETE"),
            "/status", List.of("GET", "POST"),
            "/subjects:add", List.of("POST"),
            "/subjects:remove", List.of("POST"),
            "/verify", List.of("POST"));
    private static final int MOST_STREAMS = 20;
    private static final int MOST_SUBJECTS = 1_000;

    private final TenantId tenant;
    private final String issuer;
    private final TokenKeys keys;
    private final TokenSigner signer;
    private final List<Receiver> receivers;
    private final SignalStore store;
    private final Clock clock;
    private final StreamDocument documents;
    private final StreamStatusChange statusChange;
    private final Polling polling;
    /** What of the issuer's address stands before each path; empty where it has none. */
    private final String prefix;

    /**
     * Wires it.
     *
     * @param keys not empty
     */
    public Transmitter(
            TenantId tenant, String issuer, TokenKeys keys, List<Receiver> receivers, SignalStore store, Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.keys = keys;
        this.signer = new TokenSigner(issuer, keys);
        this.receivers = List.copyOf(receivers);
        this.store = store;
        this.clock = clock;
        this.documents = new StreamDocument(issuer);
        this.statusChange = new StreamStatusChange(store, signer, clock);
        this.polling = new Polling(store);
        this.prefix = Optional.ofNullable(URI.create(issuer).getRawPath()).orElse("");
    }

    /** Answers; never throws for what was asked. */
    public Response answer(Request request) {
        if (request.path().equals(METADATA) || request.path().equals(METADATA + prefix)) {
            return request.method().equals("GET") ? ok(metadata()) : notAllowed(List.of("GET"));
        }
        String path = own(request.path());
        if (path.equals("/jwks.json")) {
            return request.method().equals("GET") ? new Response(200, keys.publicSet()) : notAllowed(List.of("GET"));
        }
        Optional<Receiver> receiver = request.bearer().flatMap(this::receiver);
        if (receiver.isEmpty()) {
            return new Response(401, "", Map.of("www-authenticate", "Bearer"));
        }
        try {
            return answer(receiver.get(), path, request);
        } catch (Refused refused) {
            return refused.response();
        }
    }

    /** The path behind our own, whether or not somebody before us has taken the issuer's path away. */
    private String own(String path) {
        String without = !prefix.isEmpty() && path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
        return without.startsWith(BASE + "/") ? without.substring(BASE.length()) : "";
    }

    private static Response notAllowed(List<String> methods) {
        return new Response(405, "", Map.of("allow", String.join(", ", methods)));
    }

    /** Each is compared, so that the time says nothing of who it is. */
    private Optional<Receiver> receiver(String bearer) {
        Optional<Receiver> found = Optional.empty();
        for (Receiver candidate : receivers) {
            if (candidate.token().get().matches(bearer)) {
                found = Optional.of(candidate);
            }
        }
        return found;
    }

    private Response answer(Receiver receiver, String path, Request request) throws Refused {
        String route = request.method() + " " + (path.startsWith("/poll/") ? "/poll" : path);
        return switch (route) {
            case "POST /stream" -> create(receiver, json(request));
            case "GET /stream" -> read(receiver, request);
            case "PATCH /stream" -> change(receiver, json(request), false);
            case "PUT /stream" -> change(receiver, json(request), true);
            case "DELETE /stream" -> delete(receiver, request);
            case "GET /status" -> ok(status(named(receiver, request.query().get("stream_id"))));
            case "POST /status" -> changeStatus(receiver, json(request));
            case "POST /subjects:add" -> subject(receiver, json(request), true);
            case "POST /subjects:remove" -> subject(receiver, json(request), false);
            case "POST /verify" -> verify(receiver, json(request));
            case "POST /poll" -> poll(receiver, path.substring("/poll/".length()), json(request));
            default -> METHODS.containsKey(path) ? notAllowed(METHODS.get(path)) : Response.empty(404);
        };
    }

    private static ObjectNode object() {
        return JsonTrees.object();
    }

    private static Response ok(JsonNode body) {
        return new Response(200, ModelJson.write(body));
    }

    private static JsonNode json(Request request) throws Refused {
        try {
            JsonNode json = JsonTrees.read(request.body());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JacksonException _) {
            // told below, without what was sent
        }
        throw Refused.invalid("the body must be a JSON object");
    }

    private ObjectNode metadata() {
        ObjectNode metadata = object();
        metadata.put("spec_version", "1_0");
        metadata.put("issuer", issuer);
        metadata.put("jwks_uri", issuer + BASE + "/jwks.json");
        metadata.set(
                "delivery_methods_supported", StreamDocument.list(List.of(StreamDocument.PUSH, StreamDocument.POLL)));
        metadata.put("configuration_endpoint", issuer + BASE + "/stream");
        metadata.put("status_endpoint", issuer + BASE + "/status");
        metadata.put("add_subject_endpoint", issuer + BASE + "/subjects:add");
        metadata.put("remove_subject_endpoint", issuer + BASE + "/subjects:remove");
        metadata.put("verification_endpoint", issuer + BASE + "/verify");
        metadata.set("authorization_schemes", JsonTrees.array().add(object().put("spec_urn", "urn:ietf:rfc:6750")));
        metadata.put("default_subjects", "ALL");
        return metadata;
    }

    private Response create(Receiver receiver, JsonNode body) throws Refused {
        long existing = store.streams(tenant).stream()
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .count();
        if (existing >= MOST_STREAMS) {
            throw new Refused(409, "invalid_request", "there are %d streams already; delete one".formatted(existing));
        }
        EventStream stream =
                documents.create(receiver, UUID.randomUUID().toString().replace("-", ""), body);
        store.keep(tenant, stream);
        return new Response(201, ModelJson.write(documents.of(stream)));
    }

    private Response read(Receiver receiver, Request request) throws Refused {
        String id = request.query().get("stream_id");
        if (id != null) {
            return ok(documents.of(named(receiver, id)));
        }
        ArrayNode all = JsonTrees.array();
        store.streams(tenant).stream()
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .forEach(stream -> all.add(documents.of(stream)));
        return ok(all);
    }

    private EventStream named(Receiver receiver, @org.jspecify.annotations.Nullable String id) throws Refused {
        if (id == null) {
            throw Refused.invalid("'stream_id' is missing");
        }
        return store.stream(tenant, id)
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .orElseThrow(() -> new Refused(404, "not_found", "there is no such stream of this receiver"));
    }

    private EventStream named(Receiver receiver, JsonNode body) throws Refused {
        return named(receiver, StreamDocument.text(body, "stream_id").orElse(null));
    }

    /** PATCH changes what is given, PUT all that a receiver may set. */
    private Response change(Receiver receiver, JsonNode body, boolean whole) throws Refused {
        EventStream after = documents.change(receiver, named(receiver, body), body, whole);
        store.keep(tenant, after);
        return ok(documents.of(after));
    }

    private Response delete(Receiver receiver, Request request) throws Refused {
        store.remove(tenant, named(receiver, request.query().get("stream_id")).id());
        return Response.empty(204);
    }

    private static ObjectNode status(EventStream stream) {
        ObjectNode status = object().put("stream_id", stream.id())
                .put("status", stream.status().code());
        stream.reason().ifPresent(reason -> status.put("reason", reason));
        return status;
    }

    private Response changeStatus(Receiver receiver, JsonNode body) throws Refused {
        EventStream stream = named(receiver, body);
        String wanted = body.path("status").asString("");
        StreamStatus status = Arrays.stream(StreamStatus.values())
                .filter(each -> each.code().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("'status' must be enabled, paused or disabled"));
        return ok(status(statusChange.change(tenant, stream, status, StreamDocument.text(body, "reason"))));
    }

    private Response subject(Receiver receiver, JsonNode body, boolean wanted) throws Refused {
        EventStream stream = named(receiver, body);
        EventStream changed = stream.withSubject(Subjects.read(body.path("subject")), wanted);
        if (changed.without().size() > MOST_SUBJECTS) {
            throw new Refused(409, "invalid_request", "at most %d subjects can be left out".formatted(MOST_SUBJECTS));
        }
        store.keep(tenant, changed);
        return wanted ? Response.empty(200) : Response.empty(204);
    }

    private Response verify(Receiver receiver, JsonNode body) throws Refused {
        EventStream stream = named(receiver, body);
        Instant now = clock.instant();
        Optional<Instant> next = stream.verifiedAt()
                .map(last -> last.plus(StreamDocument.BETWEEN_VERIFICATIONS))
                .filter(now::isBefore);
        if (next.isPresent()) {
            long seconds = Duration.between(now, next.get()).toSeconds() + 1;
            return new Response(429, "", Map.of("retry-after", String.valueOf(seconds)));
        }
        if (stream.status() == StreamStatus.DISABLED) {
            throw Refused.invalid("the stream is disabled, so nothing is sent over it; enable it first");
        }
        SecurityEvent event = SecurityEvents.verification(stream.id(), StreamDocument.text(body, "state"));
        String id = UUID.randomUUID().toString();
        store.keep(tenant, stream.verified(now));
        store.add(
                tenant,
                PendingSignal.of(
                        stream.id(), id, signer.sign(id, stream.audience(), now, event, Optional.empty()), now));
        return Response.empty(204);
    }

    private Response poll(Receiver receiver, String id, JsonNode body) throws Refused {
        EventStream stream = named(receiver, id);
        if (stream.pushTo().isPresent()) {
            throw new Refused(409, "invalid_request", "this stream is pushed");
        }
        return ok(polling.answer(tenant, stream, body, clock.instant()));
    }
}
