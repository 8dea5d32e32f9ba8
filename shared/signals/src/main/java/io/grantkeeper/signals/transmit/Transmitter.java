package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.json.CanonicalJson;
import io.grantkeeper.signals.set.SecurityEvent;
import io.grantkeeper.signals.set.SecurityEvents;
import io.grantkeeper.signals.set.SigningKey;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    private static final String PUSH = "urn:ietf:rfc:8935";
    private static final String POLL = "urn:ietf:rfc:8936";
    private static final Duration BETWEEN_VERIFICATIONS = Duration.ofSeconds(60);
    private static final int MOST_STREAMS = 20;
    private static final int MOST_SUBJECTS = 1_000;
    private static final int MOST_POLLED = 100;
    private static final int LONGEST_TEXT = 1_000;

    private final TenantId tenant;
    private final String issuer;
    private final List<SigningKey> keys;
    private final TokenSigner signer;
    private final List<Receiver> receivers;
    private final SignalStore store;
    private final Clock clock;

    /**
     * Wires it.
     *
     * @param keys the first signs; the others are shown until what they signed is delivered
     */
    public Transmitter(
            TenantId tenant,
            String issuer,
            List<SigningKey> keys,
            List<Receiver> receivers,
            SignalStore store,
            Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.keys = List.copyOf(keys);
        this.signer = new TokenSigner(issuer, keys.getFirst());
        this.receivers = List.copyOf(receivers);
        this.store = store;
        this.clock = clock;
    }

    /** A request that is refused, and how. */
    private static final class Refused extends Exception {
        private final transient Response response;

        Refused(int status, String error, String description) {
            super(description);
            this.response = new Response(
                    status,
                    ModelJson.write(ModelJson.mapper()
                            .createObjectNode()
                            .put("err", error)
                            .put("description", description)));
        }
    }

    /** Answers; never throws for what was asked. */
    public Response answer(Request request) {
        if (request.path().equals(METADATA)) {
            return request.method().equals("GET") ? ok(metadata()) : Response.empty(405);
        }
        if (request.path().equals(BASE + "/jwks.json")) {
            return request.method().equals("GET") ? new Response(200, SigningKey.publicSet(keys)) : Response.empty(405);
        }
        Optional<Receiver> receiver = request.bearer().flatMap(this::receiver);
        if (receiver.isEmpty()) {
            return Response.empty(401);
        }
        try {
            return answer(receiver.get(), request);
        } catch (Refused refused) {
            return refused.response;
        }
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

    private Response answer(Receiver receiver, Request request) throws Refused {
        String path = request.path().startsWith(BASE) ? request.path().substring(BASE.length()) : "";
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
            default -> Response.empty(404);
        };
    }

    private static ObjectNode object() {
        return ModelJson.mapper().createObjectNode();
    }

    private static Response ok(JsonNode body) {
        return new Response(200, ModelJson.write(body));
    }

    private static JsonNode json(Request request) throws Refused {
        try {
            JsonNode json = ModelJson.mapper().readTree(request.body());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JacksonException _) {
            // told below, without what was sent
        }
        throw new Refused(400, "invalid_request", "the body must be a JSON object");
    }

    private ObjectNode metadata() {
        ObjectNode metadata = object();
        metadata.put("spec_version", "1_0");
        metadata.put("issuer", issuer);
        metadata.put("jwks_uri", issuer + BASE + "/jwks.json");
        metadata.set("delivery_methods_supported", list(List.of(PUSH, POLL)));
        metadata.put("configuration_endpoint", issuer + BASE + "/stream");
        metadata.put("status_endpoint", issuer + BASE + "/status");
        metadata.put("add_subject_endpoint", issuer + BASE + "/subjects:add");
        metadata.put("remove_subject_endpoint", issuer + BASE + "/subjects:remove");
        metadata.put("verification_endpoint", issuer + BASE + "/verify");
        metadata.set(
                "authorization_schemes",
                ModelJson.mapper().createArrayNode().add(object().put("spec_urn", "urn:ietf:rfc:6750")));
        metadata.put("default_subjects", "ALL");
        return metadata;
    }

    private static ArrayNode list(List<String> texts) {
        ArrayNode list = ModelJson.mapper().createArrayNode();
        texts.forEach(list::add);
        return list;
    }

    private ObjectNode configuration(EventStream stream) {
        ObjectNode configuration = object();
        configuration.put("stream_id", stream.id());
        configuration.put("iss", issuer);
        if (stream.audience().size() == 1) {
            configuration.put("aud", stream.audience().getFirst());
        } else {
            configuration.set("aud", list(stream.audience()));
        }
        ObjectNode delivery = object();
        delivery.put("method", stream.pushTo().isPresent() ? PUSH : POLL);
        delivery.put("endpoint_url", stream.pushTo().orElse(issuer + BASE + "/poll/" + stream.id()));
        configuration.set("delivery", delivery);
        configuration.set("events_supported", list(SecurityEvents.SUPPORTED));
        configuration.set("events_requested", list(stream.requested()));
        configuration.set(
                "events_delivered",
                list(stream.requested().stream()
                        .filter(SecurityEvents.SUPPORTED::contains)
                        .toList()));
        configuration.put("min_verification_interval", BETWEEN_VERIFICATIONS.toSeconds());
        stream.description().ifPresent(text -> configuration.put("description", text));
        return configuration;
    }

    private Response create(Receiver receiver, JsonNode body) throws Refused {
        long existing = store.streams(tenant).stream()
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .count();
        if (existing >= MOST_STREAMS) {
            throw new Refused(409, "invalid_request", "there are %d streams already; delete one".formatted(existing));
        }
        EventStream stream = stream(receiver, UUID.randomUUID().toString().replace("-", ""), body);
        store.keep(tenant, stream);
        return new Response(201, ModelJson.write(configuration(stream)));
    }

    private EventStream stream(Receiver receiver, String id, JsonNode body) throws Refused {
        Delivery delivery = delivery(receiver, body.path("delivery"));
        return new EventStream(
                id,
                receiver.name(),
                receiver.audience(),
                delivery.pushTo(),
                delivery.authorization(),
                requested(body),
                text(body, "description"),
                StreamStatus.ENABLED,
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private record Delivery(Optional<String> pushTo, Optional<String> authorization) {}

    private static Delivery delivery(Receiver receiver, JsonNode delivery) throws Refused {
        String method = delivery.path("method").asString(POLL);
        if (method.equals(POLL)) {
            return new Delivery(Optional.empty(), Optional.empty());
        }
        if (!method.equals(PUSH)) {
            throw new Refused(400, "invalid_request", "'delivery.method' must be %s or %s".formatted(PUSH, POLL));
        }
        String to = delivery.path("endpoint_url").asString("");
        try {
            URI uri = URI.create(to);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean local = host.equals("127.0.0.1") || host.equals("localhost");
            if (receiver.hosts().contains(host)
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme())))) {
                return new Delivery(Optional.of(to), text(delivery, "authorization_header"));
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new Refused(
                400,
                "invalid_request",
                "'delivery.endpoint_url' must be an https address on one of the hosts declared for this receiver: %s"
                        .formatted(receiver.hosts().stream().sorted().toList()));
    }

    private static List<String> requested(JsonNode body) throws Refused {
        JsonNode events = body.path("events_requested");
        if (events.isMissingNode()) {
            return SecurityEvents.SUPPORTED;
        }
        if (!events.isArray()) {
            throw new Refused(400, "invalid_request", "'events_requested' must be a list of event types");
        }
        List<String> requested = new ArrayList<>();
        events.forEach(event -> {
            if (event.isString() && event.asString().length() <= LONGEST_TEXT && requested.size() < 100) {
                requested.add(event.asString());
            }
        });
        return requested;
    }

    private static Optional<String> text(JsonNode body, String name) throws Refused {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()
                || value.asString().length() > LONGEST_TEXT
                || value.asString().matches("(?s).*[\r\n].*")) {
            throw new Refused(
                    400,
                    "invalid_request",
                    "'%s' must be one line of at most %d characters".formatted(name, LONGEST_TEXT));
        }
        return Optional.of(value.asString());
    }

    private Response read(Receiver receiver, Request request) throws Refused {
        String id = request.query().get("stream_id");
        if (id != null) {
            return ok(configuration(named(receiver, id)));
        }
        ArrayNode all = ModelJson.mapper().createArrayNode();
        store.streams(tenant).stream()
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .forEach(stream -> all.add(configuration(stream)));
        return ok(all);
    }

    private EventStream named(Receiver receiver, @org.jspecify.annotations.Nullable String id) throws Refused {
        if (id == null) {
            throw new Refused(400, "invalid_request", "'stream_id' is missing");
        }
        return store.stream(tenant, id)
                .filter(stream -> stream.receiver().equals(receiver.name()))
                .orElseThrow(() -> new Refused(404, "not_found", "there is no such stream of this receiver"));
    }

    private EventStream named(Receiver receiver, JsonNode body) throws Refused {
        return named(receiver, text(body, "stream_id").orElse(null));
    }

    /** PATCH changes what is given, PUT all that a receiver may set. */
    private Response change(Receiver receiver, JsonNode body, boolean whole) throws Refused {
        EventStream before = named(receiver, body);
        EventStream given = stream(receiver, before.id(), body);
        boolean delivery = whole || body.has("delivery");
        EventStream after = new EventStream(
                before.id(),
                before.receiver(),
                before.audience(),
                delivery ? given.pushTo() : before.pushTo(),
                delivery ? given.authorization() : before.authorization(),
                whole || body.has("events_requested") ? given.requested() : before.requested(),
                whole || body.has("description") ? given.description() : before.description(),
                before.status(),
                before.reason(),
                before.without(),
                before.verifiedAt());
        store.keep(tenant, after);
        return ok(configuration(after));
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
                .orElseThrow(() -> new Refused(400, "invalid_request", "'status' must be enabled, paused or disabled"));
        EventStream changed = stream.with(status, text(body, "reason"));
        store.keep(tenant, changed);
        return ok(status(changed));
    }

    private Response subject(Receiver receiver, JsonNode body, boolean wanted) throws Refused {
        EventStream stream = named(receiver, body);
        JsonNode subject = body.path("subject");
        if (!subject.isObject() || !subject.path("format").isString()) {
            throw new Refused(
                    400,
                    "invalid_request",
                    "'subject' must be a subject identifier such as {\"format\":\"iss_sub\",\"iss\":\"…\",\"sub\":\"…\"}");
        }
        String text = subject.path("format").asString().equals("iss_sub")
                ? ModelJson.write(object().put("format", "iss_sub")
                        .put("iss", subject.path("iss").asString(""))
                        .put("sub", subject.path("sub").asString("")))
                : new String(CanonicalJson.write(subject), java.nio.charset.StandardCharsets.UTF_8);
        EventStream changed = stream.withSubject(text, wanted);
        if (changed.without().size() > MOST_SUBJECTS) {
            throw new Refused(409, "invalid_request", "at most %d subjects can be left out".formatted(MOST_SUBJECTS));
        }
        store.keep(tenant, changed);
        return wanted ? Response.empty(200) : Response.empty(204);
    }

    private Response verify(Receiver receiver, JsonNode body) throws Refused {
        EventStream stream = named(receiver, body);
        Instant now = clock.instant();
        if (stream.verifiedAt()
                .filter(last -> last.plus(BETWEEN_VERIFICATIONS).isAfter(now))
                .isPresent()) {
            return Response.empty(429);
        }
        SecurityEvent event = SecurityEvents.verification(stream.id(), text(body, "state"));
        String id = UUID.randomUUID().toString();
        store.keep(tenant, stream.verified(now));
        store.add(
                tenant,
                PendingSignal.of(
                        stream.id(), id, signer.sign(id, stream.audience(), now, event, Optional.empty()), now));
        return Response.empty(204);
    }

    /** RFC 8936. What is acknowledged is forgotten before more is handed out; nothing is waited for. */
    private Response poll(Receiver receiver, String id, JsonNode body) throws Refused {
        EventStream stream = named(receiver, id);
        if (stream.pushTo().isPresent()) {
            throw new Refused(409, "invalid_request", "this stream is pushed");
        }
        Set<String> taken = new java.util.HashSet<>();
        body.path("ack").forEach(ack -> taken.add(ack.asString("")));
        JsonNode errors = body.path("setErrs");
        for (PendingSignal signal : store.due(tenant, id, clock.instant(), MOST_POLLED)) {
            if (taken.contains(signal.id())) {
                store.delivered(tenant, signal);
            } else if (errors.has(signal.id())) {
                String code = errors.path(signal.id()).path("err").asString("");
                store.dead(
                        tenant,
                        signal.failed(
                                clock.instant(),
                                "the receiver refused it: "
                                        + (code.matches("[a-z_]{1,40}") ? code : "without a code")));
            }
        }
        int most = Math.clamp(body.path("maxEvents").asInt(MOST_POLLED), 0, MOST_POLLED);
        List<PendingSignal> due =
                stream.status() == StreamStatus.ENABLED ? store.due(tenant, id, clock.instant(), most + 1) : List.of();
        ObjectNode sets = object();
        due.stream().limit(most).forEach(signal -> sets.put(signal.id(), signal.body()));
        ObjectNode answer = object();
        answer.set("sets", sets);
        answer.put("moreAvailable", due.size() > most);
        return ok(answer);
    }
}
