package io.grantkeeper.connector.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        if (node.isMissingNode() || node.isNull()) {
            throw new UnreadableRowException(String.join(".", path) + " is missing; it is the time of the event");
        }
        try {
            if (node.isNumber()) {
                long number = node.asLong(0);
                if (number <= 0) {
                    throw new UnreadableRowException(
                            String.join(".", path) + " must be a time after 1970, but is not positive");
                }
                return number > LAST_SECOND ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            }
            String text = node.isString() ? node.asString("") : "";
            if (!text.isEmpty()) {
                Instant utc = utc(text);
                if (utc != null) {
                    return utc;
                }
                return text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException _) {
            // Reported below, without the value: a row can contain anything.
        }
        throw new UnreadableRowException(
                String.join(".", path) + " must be an ISO 8601 time with an offset, such as 2026-11-20T10:00:00Z");
    }

    /**
     * Returns the time in a string such as {@code 2026-11-20T10:00:00.123Z}, the form in which most logs state it; null
     * for any other form. The parser for all forms takes longer than reading the rest of a row.
     *
     * @throws DateTimeException if there is no such time
     */
    private static @Nullable Instant utc(String text) {
        int length = text.length();
        if (length < 20
                || length > 30
                || text.charAt(length - 1) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || (length > 20 && (length == 21 || text.charAt(19) != '.'))) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int fraction = digits(text, 20, length - 1);
        if ((year | month | day | hour | minute | second | fraction) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        for (int places = length - 21; places < 9 && fraction > 0; places++) {
            fraction *= 10;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second, fraction);
    }

    /** Returns the number in a part of a string; 0 for an empty part, and -1 if it contains anything but digits. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
