package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Member;
import io.grantkeeper.functions.connections.ConfigValue.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON parser that records the position of each value. Errors of the underlying parser can quote the document, so
 * their messages are not reported.
 */
final class PositionedJsonReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final String text;
    private final ConfigErrors errors;

    private PositionedJsonReader(String text, ConfigErrors errors) {
        this.text = text;
        this.errors = errors;
    }

    /** Returns a reader for a document, which may start with a byte order mark. */
    static PositionedJsonReader ofDocument(String json, ConfigErrors errors) {
        return new PositionedJsonReader(json.startsWith("\uFEFF") ? json.substring(1) : json, errors);
    }

    /** Reads the document. If the text is not JSON, reports an error and returns empty. */
    Optional<ConfigValue> read() {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                errors.reportDocument("is empty; it must look like " + ConnectionsConfig.SHAPE);
                return Optional.empty();
            }
            ConfigValue value = value(parser, "configuration");
            if (parser.nextToken() != null) {
                errors.report(
                        place(parser.currentTokenLocation()), "configuration", "has content after its end; remove it");
            }
            return Optional.of(value);
        } catch (JacksonException e) {
            errors.report(
                    place(e.getLocation()),
                    "configuration",
                    "is not valid JSON; look for a missing or extra comma, quote or bracket here or before");
            return Optional.empty();
        }
    }

    private ConfigValue value(JsonParser parser, String path) {
        TokenStreamLocation start = parser.currentTokenLocation();
        Place place = place(start);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Member> members = members(parser, path);
            int end = Math.toIntExact(parser.currentLocation().getCharOffset());
            return new ConfigValue.Members(place, members, text.substring(Math.toIntExact(start.getCharOffset()), end));
        }
        if (token == JsonToken.START_ARRAY) {
            List<ConfigValue> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser, "%s[%d]".formatted(path, values.size())));
            }
            return new ConfigValue.Items(place, values);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new ConfigValue.Text(place, parser.getString());
        }
        return token == JsonToken.VALUE_NULL
                ? new ConfigValue.Nothing(place)
                : new ConfigValue.Literal(place, parser.getString());
    }

    private Map<String, Member> members(JsonParser parser, String path) {
        Map<String, Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place place = place(parser.currentTokenLocation());
            parser.nextToken();
            Member member = new Member(place, value(parser, path + "." + SecretSafeName.name(name)));
            if (members.putIfAbsent(name, member) != null) {
                errors.report(place, path, "names %s twice; remove one".formatted(SecretSafeName.name(name)));
            }
        }
        return members;
    }

    private static Place place(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ConfigErrors.WHOLE
                : new Place(location.getLineNr(), location.getColumnNr());
    }
}
