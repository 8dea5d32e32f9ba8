package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.identity.json.JsonTrees;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A value in a provider's JSON answer, which knows where it lies. What is missing or of another type is told with its
 * path and what was expected there, never with its content. Members that nobody asks for are ignored; null counts as
 * absent.
 */
public final class JsonBody {
    /** Offsets come with and without a colon, letters in either case. */
    private static final DateTimeFormatter ISO_8601 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String source;
    private final String path;
    private final JsonNode node;

    private JsonBody(String source, String path, JsonNode node) {
        this.source = source;
        this.path = path;
        this.node = node;
    }

    /**
     * Reads an answer.
     *
     * @throws ConnectorException {@code UnexpectedResponse} where it is not JSON
     */
    public static JsonBody of(ProviderResponse response) throws ConnectorException {
        return read(response.toString(), type(response), response.body(), JsonTrees::read);
    }

    /**
     * As {@link #of(ProviderResponse)}, for a long answer of which little is needed.
     *
     * @param members of objects that are kept, at every depth; others are as if they were absent
     */
    public static JsonBody of(ProviderResponse response, Set<String> members) throws ConnectorException {
        return read(response.toString(), type(response), response.body(), json -> JsonTrees.read(json, members));
    }

    private static String type(ProviderResponse response) {
        return response.header("content-type").orElse("no content type");
    }

    /**
     * Reads other JSON of a provider, such as a webhook's body.
     *
     * @param source what it is, for messages
     */
    public static JsonBody of(String source, byte[] json) throws ConnectorException {
        return read(source, "a body", json, JsonTrees::read);
    }

    private static JsonBody read(String source, String type, byte[] json, Function<byte[], JsonNode> reader)
            throws ConnectorException {
        try {
            JsonNode node = reader.apply(json);
            if (!node.isMissingNode()) {
                return new JsonBody(source, "$", node);
            }
        } catch (JacksonException _) {
            // Its message would quote the body.
        }
        throw new ConnectorException(new UnexpectedResponse(
                "%s: expected JSON, found %s of %d bytes that is not".formatted(source, type, json.length)));
    }

    /** Whether the member is there and not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** An object that must be there. */
    public JsonBody object(String name) throws ConnectorException {
        JsonBody member = member(name);
        if (!member.node.isObject()) {
            throw member.unexpected("an object");
        }
        return member;
    }

    public Optional<JsonBody> optionalObject(String name) throws ConnectorException {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** The elements of an array that must be there. */
    public List<JsonBody> list(String name) throws ConnectorException {
        return member(name).elements();
    }

    /** The elements of an array; empty where the provider leaves empty arrays out. */
    public List<JsonBody> listOrEmpty(String name) throws ConnectorException {
        return has(name) ? list(name) : List.of();
    }

    /** The elements of this array. */
    public List<JsonBody> elements() throws ConnectorException {
        if (!node.isArray()) {
            throw unexpected("an array");
        }
        List<JsonBody> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonBody(source, path + "[" + i + "]", node.get(i)));
        }
        return List.copyOf(elements);
    }

    /** The names of this object's members, in their order. */
    public List<String> names() throws ConnectorException {
        if (!node.isObject()) {
            throw unexpected("an object");
        }
        return List.copyOf(node.propertyNames());
    }

    /** A member whatever its type. */
    public JsonBody member(String name) throws ConnectorException {
        JsonNode member = node.get(name);
        JsonBody body = new JsonBody(source, path + "." + name, member == null ? MissingNode.getInstance() : member);
        if (member == null || member.isNull()) {
            throw body.unexpected("a value");
        }
        return body;
    }

    /** A string that must be there. */
    public String text(String name) throws ConnectorException {
        return member(name).text();
    }

    public Optional<String> optionalText(String name) throws ConnectorException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** This string. */
    public String text() throws ConnectorException {
        if (!node.isString()) {
            throw unexpected("a string");
        }
        return node.stringValue();
    }

    /** An array of strings that must be there. */
    public List<String> texts(String name) throws ConnectorException {
        List<String> texts = new ArrayList<>();
        for (JsonBody element : list(name)) {
            texts.add(element.text());
        }
        return List.copyOf(texts);
    }

    /** An id, which some providers write as a number and some as a string. */
    public String id(String name) throws ConnectorException {
        JsonBody member = member(name);
        return member.node.isIntegralNumber() ? member.node.bigIntegerValue().toString() : member.text();
    }

    /** A whole number that must be there; as a string too, as Google writes 64-bit numbers. */
    public long number(String name) throws ConnectorException {
        JsonBody member = member(name);
        if (member.node.isIntegralNumber() && member.node.canConvertToLong()) {
            return member.node.longValue();
        }
        try {
            return Long.parseLong(member.text());
        } catch (NumberFormatException _) {
            throw member.unexpected("a whole number");
        }
    }

    public Optional<Long> optionalNumber(String name) throws ConnectorException {
        return has(name) ? Optional.of(number(name)) : Optional.empty();
    }

    /** A boolean that must be there. */
    public boolean flag(String name) throws ConnectorException {
        JsonBody member = member(name);
        if (!member.node.isBoolean()) {
            throw member.unexpected("true or false");
        }
        return member.node.booleanValue();
    }

    public Optional<Boolean> optionalFlag(String name) throws ConnectorException {
        return has(name) ? Optional.of(flag(name)) : Optional.empty();
    }

    /** An ISO 8601 instant, with any offset, that must be there. */
    public Instant instant(String name) throws ConnectorException {
        JsonBody member = member(name);
        try {
            return OffsetDateTime.parse(member.text(), ISO_8601).toInstant();
        } catch (DateTimeException _) {
            throw member.unexpected("an ISO 8601 time such as 2026-11-24T00:00:00Z");
        }
    }

    public Optional<Instant> optionalInstant(String name) throws ConnectorException {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    /** Where this value lies, for example {@code $.installations[3]}. */
    public String path() {
        return path;
    }

    public boolean isArray() {
        return node.isArray();
    }

    public boolean isObject() {
        return node.isObject();
    }

    /**
     * The problem that this value is not what was expected.
     *
     * @param expected what should be here: "a string"
     */
    public ConnectorException unexpected(String expected) {
        String found =
                node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
        return new ConnectorException(
                new UnexpectedResponse("%s: expected %s at %s, found %s".formatted(source, expected, path, found)));
    }

    /** Where this value lies; never what it is. */
    @Override
    public String toString() {
        return source + " at " + path;
    }
}
