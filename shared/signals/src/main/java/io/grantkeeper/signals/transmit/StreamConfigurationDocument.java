package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.signals.set.SecurityEventMapper;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the JSON document of a stream's configuration (Shared Signals Framework 1.0, section 8.1.1), and applies the
 * changes that a receiver sends.
 */
final class StreamConfigurationDocument {
    static final String PUSH = "urn:ietf:rfc:8935";
    static final String POLL = "urn:ietf:rfc:8936";
    static final Duration BETWEEN_VERIFICATIONS = Duration.ofSeconds(60);

    private static final int MAX_TEXT = 1_000;
    private static final int MAX_EVENTS = 100;
    /** Members that a receiver may send back with their current values, but must not change. */
    private static final List<String> SUPPLIED_BY_US =
            List.of("iss", "aud", "events_supported", "events_delivered", "min_verification_interval");

    private final String issuer;

    StreamConfigurationDocument(String issuer) {
        this.issuer = issuer;
    }

    static ArrayNode list(List<String> texts) {
        ArrayNode list = JsonTrees.array();
        texts.forEach(list::add);
        return list;
    }

    private String pollingAddress(String stream) {
        return issuer + SsfTransmitter.BASE + "/poll/" + stream;
    }

    ObjectNode of(SignalStream stream) {
        ObjectNode document = JsonTrees.object();
        document.put("stream_id", stream.id());
        document.put("iss", issuer);
        if (stream.audience().size() == 1) {
            document.put("aud", stream.audience().getFirst());
        } else {
            document.set("aud", list(stream.audience()));
        }
        ObjectNode delivery = JsonTrees.object();
        delivery.put("method", stream.pushTo().isPresent() ? PUSH : POLL);
        delivery.put("endpoint_url", stream.pushTo().orElseGet(() -> pollingAddress(stream.id())));
        document.set("delivery", delivery);
        document.set("events_supported", list(SecurityEventMapper.SUPPORTED));
        document.set("events_requested", list(stream.requested()));
        document.set(
                "events_delivered",
                list(stream.requested().stream()
                        .filter(SecurityEventMapper.SUPPORTED::contains)
                        .toList()));
        document.put("min_verification_interval", BETWEEN_VERIFICATIONS.toSeconds());
        stream.description().ifPresent(text -> document.put("description", text));
        return document;
    }

    /**
     * Creates a stream as requested by its receiver.
     *
     * @param id the stream's id
     * @throws TransmitterRejectionException if the request is invalid
     */
    SignalStream create(SignalReceiver receiver, String id, JsonNode body) throws TransmitterRejectionException {
        Delivery delivery = delivery(receiver, body.path("delivery"));
        return new SignalStream(
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

    /**
     * Changes a stream as requested by its receiver.
     *
     * @param whole whether omitted members are deleted: true for PUT, false for PATCH
     * @throws TransmitterRejectionException if the request is invalid
     */
    SignalStream change(SignalReceiver receiver, SignalStream before, JsonNode body, boolean whole)
            throws TransmitterRejectionException {
        requireUnchangedByReceiver(before, body);
        SignalStream given = create(receiver, before.id(), body);
        boolean delivery = whole || body.has("delivery");
        return new SignalStream(
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
    }

    private void requireUnchangedByReceiver(SignalStream before, JsonNode body) throws TransmitterRejectionException {
        ObjectNode document = of(before);
        for (String name : SUPPLIED_BY_US) {
            if (body.has(name) && !isEqual(body.path(name), document.path(name))) {
                throw TransmitterRejectionException.invalidRequest("'%s' is set by the transmitter; omit it or send %s"
                        .formatted(name, ModelJson.write(document.path(name))));
            }
        }
        JsonNode delivery = body.path("delivery");
        if (delivery.path("method").asString(POLL).equals(POLL)
                && delivery.has("endpoint_url")
                && !delivery.path("endpoint_url").asString("").equals(pollingAddress(before.id()))) {
            throw TransmitterRejectionException.invalidRequest(
                    "'delivery.endpoint_url' is set by the transmitter for polled streams; omit it or send %s"
                            .formatted(pollingAddress(before.id())));
        }
    }

    /**
     * Returns whether two values are equal. A single string equals a list that contains only this string, and the order
     * of a list does not matter.
     */
    private static boolean isEqual(JsonNode given, JsonNode expected) {
        if (given.isNumber() || expected.isNumber()) {
            return given.equals(expected) || given.asString().equals(expected.asString());
        }
        return texts(given).equals(texts(expected));
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new HashSet<>();
        (node.isArray() ? node : JsonTrees.array().add(node))
                .forEach(each -> texts.add(each.isString() ? each.asString() : "not a text: " + each));
        return texts;
    }

    private record Delivery(Optional<String> pushTo, Optional<String> authorization) {}

    private static Delivery delivery(SignalReceiver receiver, JsonNode delivery) throws TransmitterRejectionException {
        String method = delivery.path("method").asString(POLL);
        if (method.equals(POLL)) {
            return new Delivery(Optional.empty(), Optional.empty());
        }
        if (!method.equals(PUSH)) {
            throw TransmitterRejectionException.invalidRequest(
                    "'delivery.method' must be %s or %s".formatted(PUSH, POLL));
        }
        String to = delivery.path("endpoint_url").asString("");
        if (isAllowedEndpoint(receiver, to)) {
            return new Delivery(Optional.of(to), authorization(delivery));
        }
        throw TransmitterRejectionException.invalidRequest(
                "'delivery.endpoint_url' must be an https URL on one of the hosts declared for this receiver: %s"
                        .formatted(receiver.hosts().stream().sorted().toList()));
    }

    private static boolean isAllowedEndpoint(SignalReceiver receiver, String to) {
        try {
            URI uri = URI.create(to);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean local = host.equals("127.0.0.1") || host.equals("localhost");
            return receiver.hosts().contains(host)
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme())));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /**
     * Returns the value that the authorization header of each push must have; empty if the receiver requires none.
     *
     * @throws TransmitterRejectionException if the value is not allowed in a header (RFC 9110, section 5.5), because
     *     every push would then fail before it is sent
     */
    private static Optional<String> authorization(JsonNode delivery) throws TransmitterRejectionException {
        Optional<String> value = text(delivery, "authorization_header");
        if (value.filter(text -> !text.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?"))
                .isPresent()) {
            throw TransmitterRejectionException.invalidRequest(
                    "'delivery.authorization_header' must be a valid header value: visible ASCII characters and spaces");
        }
        return value;
    }

    private static List<String> requested(JsonNode body) throws TransmitterRejectionException {
        JsonNode events = body.path("events_requested");
        if (events.isMissingNode()) {
            return SecurityEventMapper.SUPPORTED;
        }
        if (!events.isArray()) {
            throw TransmitterRejectionException.invalidRequest("'events_requested' must be a list of event types");
        }
        List<String> requested = new ArrayList<>();
        events.forEach(event -> {
            if (event.isString() && event.asString().length() <= MAX_TEXT && requested.size() < MAX_EVENTS) {
                requested.add(event.asString());
            }
        });
        return requested;
    }

    /**
     * Returns a string from the body of a request; empty if the member is missing.
     *
     * @throws TransmitterRejectionException if the member is not a string or is too long
     */
    static Optional<String> text(JsonNode body, String name) throws TransmitterRejectionException {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().length() > MAX_TEXT) {
            throw TransmitterRejectionException.invalidRequest(
                    "'%s' must be a string of at most %d characters".formatted(name, MAX_TEXT));
        }
        return Optional.of(value.asString());
    }
}
