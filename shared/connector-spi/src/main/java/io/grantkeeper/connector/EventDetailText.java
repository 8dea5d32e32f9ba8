package io.grantkeeper.connector;

/** Shortens the details of events, because a log row can contain texts of any length. */
public final class EventDetailText {
    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 4_000;

    private EventDetailText() {}

    /** Returns at most 200 characters of a name, an id or an enumerated value. */
    public static String name(String text) {
        return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME);
    }

    /** Returns at most 4,000 characters of any text, such as a list of scopes; an ellipsis replaces the others. */
    public static String text(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
