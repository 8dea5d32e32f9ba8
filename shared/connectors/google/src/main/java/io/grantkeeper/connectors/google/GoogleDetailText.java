package io.grantkeeper.connectors.google;

/** Limits the length of text from rows, because rows have a maximum size and the text is only shown to people. */
final class GoogleDetailText {
    private static final int LONGEST = 4_000;

    private GoogleDetailText() {}

    static String truncate(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
