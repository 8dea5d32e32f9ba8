package io.grantkeeper.behavior.explain;

import io.grantkeeper.behavior.ActivityAnalysis;
import io.grantkeeper.behavior.BehaviorAnalyzer;
import io.grantkeeper.behavior.BehaviorSignal;
import io.grantkeeper.behavior.PlaceDatabase;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.activity.UnreadableRowException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers each input line {@code {"provider","stream","connection","row"}} with a line {@code
 * {"subject","signals","incident"}}. Lines can be read independently and in parallel, but must be answered in order.
 */
public final class ActivityExplainer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Duration STREAM_SKEW = Duration.ofDays(3);
    private static final int SHOWN = 60;

    private final AsciiJsonReader reader = new AsciiJsonReader();
    private final Map<String, ActivityMapper> mappers;
    private final BehaviorAnalyzer analyzer;
    private final PlaceDatabase places;
    private final Instant latest;
    private Instant watermark = Instant.MIN;
    /** The time of the last row that was refused because it is in the future. */
    private Instant refused = Instant.MIN;

    /** The result of reading a line: an activity, or the fault that prevents reading it. */
    public sealed interface Reading {
        /** A row that could be parsed. */
        record Row(long number, String provider, String connection, Activity activity) implements Reading {}

        /** An unreadable row. */
        record Fault(long number, String message) implements Reading {}
    }

    /** The maximum length of a line, in bytes. It limits the memory that one line can use. */
    public static final int MAX_LINE = 16_000_000;

    /**
     * Creates an explainer.
     *
     * @param mappers the mapper of each provider, by the provider's name
     */
    public ActivityExplainer(Map<String, ActivityMapper> mappers, PlaceDatabase places, Clock clock) {
        this.mappers = Map.copyOf(mappers);
        this.places = places;
        this.analyzer = new BehaviorAnalyzer(places);
        this.latest = clock.instant().plus(CLOCK_SKEW);
    }

    /** Reads one line in UTF-8. Thread-safe. */
    public Reading read(long number, byte[] line) {
        if (line.length > MAX_LINE) {
            return new Reading.Fault(number, "the line is longer than %d bytes".formatted(MAX_LINE));
        }
        JsonNode node = reader.read(line);
        if (node != null) {
            return read(number, node);
        }
        try {
            node = JSON.readTree(line);
        } catch (RuntimeException _) {
            // Bytes that are not UTF-8 are replaced by a sign, and the rest of the row is readable.
            return read(number, new String(line, StandardCharsets.UTF_8));
        }
        return read(number, node);
    }

    /** Reads one line. Thread-safe. */
    public Reading read(long number, String line) {
        try {
            return read(number, JSON.readTree(line));
        } catch (JacksonException _) {
            return new Reading.Fault(number, "the line is not valid JSON");
        } catch (RuntimeException e) {
            return unexpected(number, e);
        }
    }

    private Reading read(long number, JsonNode node) {
        try {
            if (!node.isObject()) {
                return new Reading.Fault(number, "the line must be a JSON object");
            }
            String provider = name(node, "provider");
            ActivityMapper mapper = mappers.get(provider);
            if (mapper == null) {
                throw new UnreadableRowException("provider '%s' is unknown; use one of %s"
                        .formatted(shorten(provider), String.join(", ", new TreeSet<>(mappers.keySet()))));
            }
            String stream = name(node, "stream");
            if (!mapper.streams().contains(stream)) {
                throw new UnreadableRowException("stream '%s' of %s is unknown; use one of %s"
                        .formatted(shorten(stream), provider, String.join(", ", new TreeSet<>(mapper.streams()))));
            }
            JsonNode row = node.path("row");
            if (!row.isObject()) {
                throw new UnreadableRowException("row must be an object: one row as the vendor's API returns it");
            }
            String connection = node.path("connection").asString("");
            return new Reading.Row(number, provider, connection, mapper.map(stream, row));
        } catch (UnreadableRowException e) {
            return new Reading.Fault(number, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return unexpected(number, e);
        }
    }

    /** Answers one line. Lines must be answered in order. */
    public String answer(Reading reading) {
        return switch (reading) {
            case Reading.Fault fault -> fault(fault.number(), fault.message());
            case Reading.Row row -> {
                try {
                    yield answer(row);
                } catch (RuntimeException e) {
                    Reading.Fault fault = unexpected(row.number(), e);
                    yield fault(fault.number(), fault.message());
                }
            }
        };
    }

    /**
     * Returns the fault of a row that causes an unexpected exception, so that one row never ends a run over millions of
     * rows.
     */
    private static Reading.Fault unexpected(long number, RuntimeException problem) {
        return new Reading.Fault(
                number,
                "the row has an unexpected form (%s); please report it"
                        .formatted(problem.getClass().getSimpleName()));
    }

    private String answer(Reading.Row row) {
        Instant at = row.activity().at();
        if (isInFuture(at)) {
            refused = at;
            return fault(row.number(), "the row's time is in the future; check the clock of its source");
        }
        watermark = at.isAfter(watermark) ? at : watermark;
        ActivityAnalysis analysis = analyzer.analyze(row.provider(), row.connection(), row.activity());
        boolean invalid = places.isInvalid(row.activity().place().address());
        if (analysis.signals().isEmpty() && !invalid) {
            return "{\"subject\":" + quoted(analysis.subject()) + ",\"signals\":[]}";
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("subject", analysis.subject());
        ArrayNode signals = answer.putArray("signals");
        for (BehaviorSignal signal : analysis.signals()) {
            signals.addObject()
                    .put("type", signal.type())
                    .put("severity", signal.severity().wireName())
                    .put("technique", signal.technique())
                    .put("sentence", signal.sentence());
        }
        analysis.incident().ifPresent(incident -> answer.put("incident", incident));
        if (invalid) {
            answer.put("line", row.number());
            answer.put("fault", "the row's address is not an IP address; its place is unknown");
        }
        return answer.toString();
    }

    /** Returns a JSON string. Most rows need nothing else, so printable ASCII is not sent through the serializer. */
    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return JSON.writeValueAsString(text);
            }
        }
        return '"' + text + '"';
    }

    /**
     * Returns whether a row is refused because its time is in the future. If no earlier row had a time before now, a
     * second future row close to the first shows that this machine's clock is wrong or that the rows are made up. Such
     * rows are then accepted.
     */
    private boolean isInFuture(Instant at) {
        if (!at.isAfter(latest)) {
            return false;
        }
        if (!watermark.equals(Instant.MIN)) {
            return at.isAfter(watermark.plus(STREAM_SKEW));
        }
        boolean confirmed = !refused.equals(Instant.MIN)
                && !at.equals(refused)
                && Duration.between(refused, at).abs().compareTo(STREAM_SKEW) <= 0;
        return !confirmed;
    }

    private static String fault(long number, String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putNull("subject");
        answer.putArray("signals");
        answer.put("line", number);
        answer.put("fault", message);
        return answer.toString();
    }

    private static String name(JsonNode node, String member) throws UnreadableRowException {
        JsonNode value = node.path(member);
        if (!value.isString() || value.asString("").isBlank()) {
            throw new UnreadableRowException(member + " is missing; give it as a string");
        }
        return value.asString("");
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
