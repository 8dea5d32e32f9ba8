package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.signals.set.SecurityEvent;
import io.grantkeeper.signals.set.SecurityEventMapper;
import io.grantkeeper.signals.set.SecurityEventTokenKeys;
import io.grantkeeper.signals.set.SecurityEventTokenSigner;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import io.grantkeeper.signals.transmit.SignalHttpExchange.Request;
import io.grantkeeper.signals.transmit.SignalHttpExchange.Response;
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
 * Implements the transmitter API of the Shared Signals Framework: metadata, keys, streams, their status and subjects,
 * verification and polling. A receiver has access only to the streams that it created; for other streams, the response
 * is "not found".
 */
public final class SsfTransmitter {
    public static final String METADATA = "/.well-known/ssf-configuration";
    public static final String BASE = "/ssf";

    private static final Map<String, List<String>> METHODS = Map.of(
            "/stream", List.of("GET", "POST", "PATCH", "PUT", "DELETE"),
            "/status", List.of("GET", "POST"),
            "/subjects:add", List.of("POST"),
            "/subjects:remove", List.of("POST"),
            "/verify", List.of("POST"));
    private static final int MAX_STREAMS = 20;
    private static final int MAX_SUBJECTS = 1_000;

    private final TenantId tenant;
    private final String issuer;
    private final SecurityEventTokenKeys keys;
    private final SecurityEventTokenSigner signer;
    private final List<SignalReceiver> receivers;
    private final SignalStore store;
    private final Clock clock;
    private final StreamConfigurationDocument documents;
    private final StreamStatusChange statusChange;
    private final PollEndpoint polling;
    /** The path of the issuer's URL, which precedes each API path; empty if the URL has no path. */
    private final String prefix;

    /**
     * Creates a transmitter.
     *
     * @param issuer the issuer's URL
     * @param keys the keys that sign tokens; must not be empty
     */
    public SsfTransmitter(
            TenantId tenant,
            String issuer,
            SecurityEventTokenKeys keys,
            List<SignalReceiver> receivers,
            SignalStore store,
            Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.keys = keys;
        this.signer = new SecurityEventTokenSigner(issuer, keys);
        this.receivers = List.copyOf(receivers);
        this.store = store;
        this.clock = clock;
        this.documents = new StreamConfigurationDocument(issuer);
        this.statusChange = new StreamStatusChange(store, signer, clock);
        this.polling = new PollEndpoint(store);
        this.prefix = Optional.ofNullable(URI.create(issuer).getRawPath()).orElse("");
    }

    /** Answers a request. An invalid request results in an error response, not in an exception. */
    public Response answer(Request request) {
        if (request.path().equals(METADATA) || request.path().equals(METADATA + prefix)) {
            return request.method().equals("GET") ? ok(metadata()) : notAllowed(List.of("GET"));
        }
        String path = relativePath(request.path());
        if (path.equals("/jwks.json")) {
            return request.method().equals("GET") ? new Response(200, keys.publicSet()) : notAllowed(List.of("GET"));
        }
        Optional<SignalReceiver> receiver = request.bearer().flatMap(this::receiver);
        if (receiver.isEmpty()) {
            return new Response(401, "", Map.of("www-authenticate", "Bearer"));
        }
        try {
            return answer(receiver.get(), path, request);
        } catch (TransmitterRejectionException refused) {
            return refused.response();
        }
    }

    /**
     * Returns the path of a request relative to the API; an empty string if the path is not part of the API. The path
     * may start with the path of the issuer's URL, unless a proxy has already removed it.
     */
    private String relativePath(String path) {
        String without = !prefix.isEmpty() && path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
        return without.startsWith(BASE + "/") ? without.substring(BASE.length()) : "";
    }

    private static Response notAllowed(List<String> methods) {
        return new Response(405, "", Map.of("allow", String.join(", ", methods)));
    }

    /**
     * Returns the receiver with this bearer token; empty if there is none. Compares the tokens of all receivers, so
     * that the response time does not reveal which one matches.
     */
    private Optional<SignalReceiver> receiver(String bearer) {
        Optional<SignalReceiver> found = Optional.empty();
        for (SignalReceiver candidate : receivers) {
            if (candidate.token().get().matches(bearer)) {
                found = Optional.of(candidate);
            }
        }
        return found;
    }

    private Response answer(SignalReceiver receiver, String path, Request request)
            throws TransmitterRejectionException {
        String route = request.method() + " " + (path.startsWith("/poll/") ? "/poll" : path);
        return switch (route) {
            case "POST /stream" -> create(receiver, json(request));
            case "GET /stream" -> read(receiver, request);
            case "PATCH /stream" -> change(receiver, json(request), false);
            case "PUT /stream" -> change(receiver, json(request), true);
            case "DELETE /stream" -> delete(receiver, request);
            case "GET /status" -> ok(status(findStream(receiver, request.query().get("stream_id"))));
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

    private static JsonNode json(Request request) throws TransmitterRejectionException {
        try {
            JsonNode json = JsonTrees.read(request.body());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JacksonException _) {
            // the exception below reports the error without the sent data
        }
        throw TransmitterRejectionException.invalidRequest("the body must be a JSON object");
    }

    private ObjectNode metadata() {
        ObjectNode metadata = object();
        metadata.put("spec_version", "1_0");
        metadata.put("issuer", issuer);
        metadata.put("jwks_uri", issuer + BASE + "/jwks.json");
        metadata.set(
                "delivery_methods_supported",
                StreamConfigurationDocument.list(
                        List.of(StreamConfigurationDocument.PUSH, StreamConfigurationDocument.POLL)));
        metadata.put("configuration_endpoint", issuer + BASE + "/stream");
        metadata.put("status_endpoint", issuer + BASE + "/status");
        metadata.put("add_subject_endpoint", issuer + BASE + "/subjects:add");
        metadata.put("remove_subject_endpoint", issuer + BASE + "/subjects:remove");
        metadata.put("verification_endpoint", issuer + BASE + "/verify");
        metadata.set("authorization_schemes", JsonTrees.array().add(object().put("spec_urn", "urn:ietf:rfc:6750")));
        metadata.put("default_subjects", "ALL");
        return metadata;
    }

    private Response create(SignalReceiver receiver, JsonNode body) throws TransmitterRejectionException {
        long existing = store.streams(tenant).stream()
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .count();
        if (existing >= MAX_STREAMS) {
            throw new TransmitterRejectionException(
                    409, "invalid_request", "this receiver already has %d streams; delete one".formatted(existing));
        }
        SignalStream stream =
                documents.create(receiver, UUID.randomUUID().toString().replace("-", ""), body);
        store.save(tenant, stream);
        return new Response(201, ModelJson.write(documents.of(stream)));
    }

    private Response read(SignalReceiver receiver, Request request) throws TransmitterRejectionException {
        String id = request.query().get("stream_id");
        if (id != null) {
            return ok(documents.of(findStream(receiver, id)));
        }
        ArrayNode all = JsonTrees.array();
        store.streams(tenant).stream()
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .forEach(stream -> all.add(documents.of(stream)));
        return ok(all);
    }

    private SignalStream findStream(SignalReceiver receiver, @org.jspecify.annotations.Nullable String id)
            throws TransmitterRejectionException {
        if (id == null) {
            throw TransmitterRejectionException.invalidRequest("'stream_id' is missing");
        }
        return store.stream(tenant, id)
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .orElseThrow(
                        () -> new TransmitterRejectionException(404, "not_found", "this receiver has no such stream"));
    }

    private SignalStream findStream(SignalReceiver receiver, JsonNode body) throws TransmitterRejectionException {
        return findStream(
                receiver, StreamConfigurationDocument.text(body, "stream_id").orElse(null));
    }

    /**
     * Changes a stream. PATCH changes only the members in the request; PUT replaces all members that a receiver may
     * set.
     *
     * @param whole true for PUT, false for PATCH
     */
    private Response change(SignalReceiver receiver, JsonNode body, boolean whole)
            throws TransmitterRejectionException {
        SignalStream after = documents.change(receiver, findStream(receiver, body), body, whole);
        store.save(tenant, after);
        return ok(documents.of(after));
    }

    private Response delete(SignalReceiver receiver, Request request) throws TransmitterRejectionException {
        store.remove(
                tenant, findStream(receiver, request.query().get("stream_id")).id());
        return Response.empty(204);
    }

    private static ObjectNode status(SignalStream stream) {
        ObjectNode status = object().put("stream_id", stream.id())
                .put("status", stream.status().code());
        stream.reason().ifPresent(reason -> status.put("reason", reason));
        return status;
    }

    private Response changeStatus(SignalReceiver receiver, JsonNode body) throws TransmitterRejectionException {
        SignalStream stream = findStream(receiver, body);
        String wanted = body.path("status").asString("");
        StreamStatus status = Arrays.stream(StreamStatus.values())
                .filter(each -> each.code().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        TransmitterRejectionException.invalidRequest("'status' must be enabled, paused or disabled"));
        return ok(
                status(statusChange.change(tenant, stream, status, StreamConfigurationDocument.text(body, "reason"))));
    }

    private Response subject(SignalReceiver receiver, JsonNode body, boolean wanted)
            throws TransmitterRejectionException {
        SignalStream stream = findStream(receiver, body);
        SignalStream changed = stream.withSubject(SubjectIdentifiers.canonicalize(body.path("subject")), wanted);
        if (changed.without().size() > MAX_SUBJECTS) {
            throw new TransmitterRejectionException(
                    409, "invalid_request", "at most %d subjects can be excluded".formatted(MAX_SUBJECTS));
        }
        store.save(tenant, changed);
        return wanted ? Response.empty(200) : Response.empty(204);
    }

    private Response verify(SignalReceiver receiver, JsonNode body) throws TransmitterRejectionException {
        SignalStream stream = findStream(receiver, body);
        Instant now = clock.instant();
        Optional<Instant> next = stream.verifiedAt()
                .map(last -> last.plus(StreamConfigurationDocument.BETWEEN_VERIFICATIONS))
                .filter(now::isBefore);
        if (next.isPresent()) {
            long seconds = Duration.between(now, next.get()).toSeconds() + 1;
            return new Response(429, "", Map.of("retry-after", String.valueOf(seconds)));
        }
        if (stream.status() == StreamStatus.DISABLED) {
            throw TransmitterRejectionException.invalidRequest(
                    "the stream is disabled, so nothing is sent; enable it first");
        }
        SecurityEvent event =
                SecurityEventMapper.verification(stream.id(), StreamConfigurationDocument.text(body, "state"));
        String id = UUID.randomUUID().toString();
        store.save(tenant, stream.withVerifiedAt(now));
        store.add(
                tenant,
                PendingSignal.of(
                        stream.id(), id, signer.sign(id, stream.audience(), now, event, Optional.empty()), now));
        return Response.empty(204);
    }

    private Response poll(SignalReceiver receiver, String id, JsonNode body) throws TransmitterRejectionException {
        SignalStream stream = findStream(receiver, id);
        if (stream.pushTo().isPresent()) {
            throw new TransmitterRejectionException(
                    409, "invalid_request", "this stream uses push delivery and cannot be polled");
        }
        return ok(polling.answer(tenant, stream, body, clock.instant()));
    }
}
