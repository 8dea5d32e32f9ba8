package io.grantkeeper.permissions.explain;

import io.grantkeeper.permissions.PermissionProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the members of an input line and writes output lines that report errors. */
public final class ExplainJsonLine {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 60;

    private ExplainJsonLine() {}

    /**
     * Returns the output line for one input line. If the input line is invalid, the output line is {@code
     * {"line","error"}}.
     *
     * @param number the line's number in the input, counted from 1
     * @param answer returns the output line for the parsed object
     */
    public static String answer(long number, String line, Function<ObjectNode, String> answer) {
        try {
            return answer.apply(object(line));
        } catch (InvalidLineException e) {
            return error(number, String.valueOf(e.getMessage()));
        }
    }

    static ObjectNode object(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new InvalidLineException("the line is not valid JSON: it is incomplete or malformed at column "
                    + (e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr())));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidLineException("the line must be a JSON object, but is " + shape(node));
    }

    /**
     * Rejects unknown members. If a misspelled member were ignored, the command would answer a different question.
     *
     * @param where the prefix of the members' names in messages, such as {@code before.}; can be empty
     */
    static void requireKnownMembers(ObjectNode object, String where, List<String> known) {
        for (String member : object.propertyNames()) {
            if (!known.contains(member)) {
                throw new InvalidLineException("%s%s is unknown; the valid members are %s"
                        .formatted(where, shorten(member), String.join(", ", known)));
            }
        }
    }

    static PermissionProvider provider(ObjectNode object) {
        String name = text(object, "provider");
        return PermissionProvider.named(name).orElseThrow(() -> {
            List<String> known = new ArrayList<>();
            for (PermissionProvider provider : PermissionProvider.values()) {
                known.add(provider.wireName());
            }
            return new InvalidLineException(
                    "provider '%s' is unknown; use one of %s".formatted(shorten(name), String.join(", ", known)));
        });
    }

    /**
     * Returns the value of a string member.
     *
     * @throws InvalidLineException if the member is missing, is not a string, or is blank
     */
    public static String text(ObjectNode object, String member) {
        return optionalText(object, member)
                .orElseThrow(() -> new InvalidLineException(member + " is missing; give it as a string"));
    }

    /**
     * Returns the value of a string member; empty if the member is absent or null.
     *
     * @throws InvalidLineException if the value is not a string or is blank
     */
    public static Optional<String> optionalText(ObjectNode object, String member) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isString() || node.asString().isBlank()) {
            throw new InvalidLineException(member + " must be a non-empty string, but is " + shape(node));
        }
        return Optional.of(node.asString());
    }

    static String error(long number, String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("line", number);
        answer.put("error", message);
        return answer.toString();
    }

    /** Describes the type of a value and, if it is short, the value. */
    public static String shape(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "the string \"" + shorten(node.asString()) + "\"";
            case NUMBER -> "the number " + node;
            case BOOLEAN -> "the value " + node;
            case NULL -> "null";
            case MISSING -> "empty";
            case BINARY, POJO -> "something else";
        };
    }

    /** Shortens a string for use in a message. */
    public static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
