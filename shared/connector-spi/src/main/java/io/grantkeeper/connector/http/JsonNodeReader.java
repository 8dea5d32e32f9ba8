package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.activity.UnreadableRowException;
import io.grantkeeper.identity.Timestamp;
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
 * A value in a provider's JSON response, with its path. If a value is missing or has the wrong type, the error contains
 * the path and the expected type, never the content. Members that are not read are ignored; null counts as absent.
 */
public final class JsonNodeReader {
    /** The format of instants. It accepts offsets with and without a colon, and letters in either case. */
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

    private JsonNodeReader(String source, String path, JsonNode node) {
        this.source = source;
        this.path = path;
        this.node = node;
    }

    /**
     * Parses a response.
     *
     * @throws ConnectorException {@code UnexpectedResponse} if the response is not JSON
     */
    public static JsonNodeReader of(ProviderResponse response) throws ConnectorException {
        return read(response.toString(), type(response), response.body(), JsonTrees::read);
    }

    /**
     * Parses a long response as {@link #of(ProviderResponse)} does, but keeps only some of its members.
     *
     * @param members the object members to keep, at every depth; all others are treated as absent
     */
    public static JsonNodeReader of(ProviderResponse response, Set<String> members) throws ConnectorException {
        return read(response.toString(), type(response), response.body(), json -> JsonTrees.read(json, members));
    }

    private static String type(ProviderResponse response) {
        return response.header("content-type").orElse("no content type");
    }

    /**
     * Parses other JSON from a provider, such as a webhook's body.
     *
     * @param source a description of the JSON, for messages
     */
    public static JsonNodeReader of(String source, byte[] json) throws ConnectorException {
        return read(source, "a body", json, JsonTrees::read);
    }

    private static JsonNodeReader read(String source, String type, byte[] json, Function<byte[], JsonNode> reader)
            throws ConnectorException {
        try {
            JsonNode node = reader.apply(json);
            if (!node.isMissingNode()) {
                return new JsonNodeReader(source, "$", node);
            }
        } catch (JacksonException _) {
            // The parser's message would quote the body.
        }
        throw new ConnectorException(new UnexpectedResponse(
                "%s: expected JSON, found %s of %d bytes that cannot be parsed".formatted(source, type, json.length)));
    }

    /** Returns the activities in the rows of a log. Rows without an activity are skipped. */
    public static List<Activity> activities(List<JsonNodeReader> rows, ActivityMapper mapper, String stream) {
        List<Activity> activities = new ArrayList<>(rows.size());
        for (JsonNodeReader row : rows) {
            try {
                activities.add(mapper.map(stream, row.node));
            } catch (UnreadableRowException _) {
                // The stream itself reports rows that it cannot read.
            }
        }
        return activities;
    }

    /** Returns whether the member is present and not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Returns a required member that is an object. */
    public JsonNodeReader object(String name) throws ConnectorException {
        JsonNodeReader member = member(name);
        if (!member.node.isObject()) {
            throw member.unexpected("an object");
        }
        return member;
    }

    public Optional<JsonNodeReader> optionalObject(String name) throws ConnectorException {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /**
     * Returns a member that is an object. If it is absent, returns an object without members, so that a caller can read
     * an optional member of an optional object.
     */
    public JsonNodeReader objectOrEmpty(String name) throws ConnectorException {
        return has(name) ? object(name) : new JsonNodeReader(source, path + "." + name, MissingNode.getInstance());
    }

    /** Returns the elements of a required member that is an array. */
    public List<JsonNodeReader> list(String name) throws ConnectorException {
        return member(name).elements();
    }

    /**
     * Returns the elements of a member that is an array, or an empty list if the member is absent, because some
     * providers omit empty arrays.
     */
    public List<JsonNodeReader> listOrEmpty(String name) throws ConnectorException {
        return has(name) ? list(name) : List.of();
    }

    /** Returns the elements of this value, which must be an array. */
    public List<JsonNodeReader> elements() throws ConnectorException {
        if (!node.isArray()) {
            throw unexpected("an array");
        }
        List<JsonNodeReader> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonNodeReader(source, path + "[" + i + "]", node.get(i)));
        }
        return List.copyOf(elements);
    }

    /**
     * Returns the names of the members of this value in the order in which they appear in the JSON. The value must be
     * an object.
     */
    public List<String> names() throws ConnectorException {
        if (!node.isObject()) {
            throw unexpected("an object");
        }
        return List.copyOf(node.propertyNames());
    }

    /** Returns a required member of any type. */
    public JsonNodeReader member(String name) throws ConnectorException {
        JsonNode member = node.get(name);
        JsonNodeReader body =
                new JsonNodeReader(source, path + "." + name, member == null ? MissingNode.getInstance() : member);
        if (member == null || member.isNull()) {
            throw body.unexpected("a value");
        }
        return body;
    }

    /** Returns a required member that is a string. */
    public String text(String name) throws ConnectorException {
        return member(name).text();
    }

    public Optional<String> optionalText(String name) throws ConnectorException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** Returns a member that is a string; empty if it is absent or blank. */
    public Optional<String> optionalNonBlankText(String name) throws ConnectorException {
        return optionalText(name).filter(text -> !text.isBlank());
    }

    /** Returns a member that is an email address, in lowercase; empty if it is absent or blank. */
    public Optional<String> optionalEmail(String name) throws ConnectorException {
        return optionalText(name)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }

    /** Returns this value, which must be a string. */
    public String text() throws ConnectorException {
        if (!node.isString()) {
            throw unexpected("a string");
        }
        return node.stringValue();
    }

    /** Returns a required member that is an array of strings. */
    public List<String> texts(String name) throws ConnectorException {
        List<String> texts = new ArrayList<>();
        for (JsonNodeReader element : list(name)) {
            texts.add(element.text());
        }
        return List.copyOf(texts);
    }

    /** Returns a member that is an array of strings, or an empty list if the member is absent. */
    public List<String> textsOrEmpty(String name) throws ConnectorException {
        return has(name) ? texts(name) : List.of();
    }

    /** Returns a required member that is an id. Some providers send ids as numbers, others as strings. */
    public String id(String name) throws ConnectorException {
        JsonNodeReader member = member(name);
        return member.node.isIntegralNumber() ? member.node.bigIntegerValue().toString() : member.text();
    }

    /** Returns a required member that is an id or a name, which must not be blank. */
    public String nonBlank(String name) throws ConnectorException {
        String value = id(name);
        if (value.isBlank()) {
            throw member(name).unexpected("text that is not blank");
        }
        return value;
    }

    /**
     * Returns a member that is an id or a name. A blank value counts as absent, because some providers send a blank
     * value instead of omitting the member.
     */
    public Optional<String> optionalNonBlank(String name) throws ConnectorException {
        return has(name) ? Optional.of(id(name)).filter(value -> !value.isBlank()) : Optional.empty();
    }

    /**
     * Returns a required member that is an integer. A string is accepted too, because Google sends 64-bit numbers as
     * strings.
     */
    public long number(String name) throws ConnectorException {
        JsonNodeReader member = member(name);
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

    /** Returns a required member that is a boolean. */
    public boolean flag(String name) throws ConnectorException {
        JsonNodeReader member = member(name);
        if (!member.node.isBoolean()) {
            throw member.unexpected("true or false");
        }
        return member.node.booleanValue();
    }

    public Optional<Boolean> optionalFlag(String name) throws ConnectorException {
        return has(name) ? Optional.of(flag(name)) : Optional.empty();
    }

    /** Returns a member that is a boolean, or false if the member is absent. */
    public boolean flagOrFalse(String name) throws ConnectorException {
        return optionalFlag(name).orElse(false);
    }

    /** Returns a required member that is an ISO 8601 instant with any offset. */
    public Instant instant(String name) throws ConnectorException {
        JsonNodeReader member = member(name);
        try {
            return OffsetDateTime.parse(member.text(), ISO_8601).toInstant();
        } catch (DateTimeException _) {
            throw member.unexpected("an ISO 8601 time such as 2026-11-24T00:00:00Z");
        }
    }

    public Optional<Instant> optionalInstant(String name) throws ConnectorException {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    /** Returns a member that is an ISO 8601 instant. The time is unknown if the member is absent. */
    public Timestamp timestamp(String name) throws ConnectorException {
        return optionalInstant(name).map(Timestamp::at).orElseGet(Timestamp::unknown);
    }

    /** Returns whether the member is present and null. Some providers document a meaning for null, such as "never". */
    public boolean isNull(String name) throws ConnectorException {
        return names().contains(name) && !has(name);
    }

    /** Returns the path of this value, for example {@code $.installations[3]}. */
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
     * Returns the exception to throw if this value does not have the expected type.
     *
     * @param expected the expected type: "a string"
     */
    public ConnectorException unexpected(String expected) {
        String found =
                node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
        return new ConnectorException(
                new UnexpectedResponse("%s: expected %s at %s, found %s".formatted(source, expected, path, found)));
    }

    /** Returns the path of this value, never its content. */
    @Override
    public String toString() {
        return source + " at " + path;
    }
}
