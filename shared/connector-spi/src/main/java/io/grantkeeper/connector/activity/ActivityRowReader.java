package io.grantkeeper.connector.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads members of a log row. Logs omit members, contain null, and change types, so every method returns an empty value
 * instead of failing, except those that read the time or a required text.
 */
public final class ActivityRowReader {
    private static final int LONGEST = 512;
    private static final long LAST_SECOND = 253_402_300_799L;

    private ActivityRowReader() {}

    /** Returns the string at the given path; empty if there is none. Numbers and booleans are converted to strings. */
    public static String text(JsonNode row, String... path) {
        JsonNode node = node(row, path);
        String text = node.isString() || node.isNumber() || node.isBoolean() ? node.asString("") : "";
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /**
     * Returns the text of a member that every row has, such as its event type.
     *
     * @param rows what a row of this log is called, for example {@code an event of Okta's system log}
     * @throws UnreadableRowException if the member is missing or empty
     */
    public static String requiredText(JsonNode row, String member, String rows) throws UnreadableRowException {
        String text = text(row, member);
        if (text.isEmpty()) {
            throw new UnreadableRowException("%s is missing; the row is not %s".formatted(member, rows));
        }
        return text;
    }

    /** Returns the first string that is not blank; an empty string if all are blank. */
    public static String first(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** Returns the member at the given path; a missing node if there is none. */
    public static JsonNode node(JsonNode row, String... path) {
        JsonNode node = row;
        for (String member : path) {
            node = node.path(member);
        }
        return node;
    }

    /** Returns the objects in a member that is an array. */
    public static List<JsonNode> objects(JsonNode row, String member) {
        JsonNode array = row.path(member);
        if (!array.isArray()) {
            return List.of();
        }
        List<JsonNode> objects = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (element.isObject()) {
                objects.add(element);
            }
        }
        return objects;
    }

    public static long number(JsonNode row, String... path) {
        JsonNode node = node(row, path);
        if (node.isNumber()) {
            return node.asLong(0);
        }
        String text = node.isString() ? node.asString("") : "";
        if (text.isEmpty() || text.length() > 18) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        return Long.parseLong(text);
    }

    /**
     * Returns the time in a member: ISO 8601 with any offset, or seconds or milliseconds since 1970.
     *
     * @throws UnreadableRowException if the member is missing or is not a time
     */
    public static Instant time(JsonNode row, String... path) throws UnreadableRowException {
        JsonNode node = node(row, path);
        String name = String.join(".", path);
        if (node.isMissingNode() || node.isNull()) {
            throw new UnreadableRowException(name + " is missing; it is the time of the event");
        }
        try {
            if (node.isNumber()) {
                long number = node.asLong(0);
                if (number <= 0) {
                    throw new UnreadableRowException(name + " must be a time after 1970, but is not positive");
                }
                return number > LAST_SECOND ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            }
            String text = node.isString() ? node.asString("") : "";
            if (!text.isEmpty()) {
                return text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException _) {
            // Reported below, without the value: a row can contain anything.
        }
        throw new UnreadableRowException(
                name + " must be an ISO 8601 time with an offset, such as 2026-11-20T10:00:00Z");
    }
}
