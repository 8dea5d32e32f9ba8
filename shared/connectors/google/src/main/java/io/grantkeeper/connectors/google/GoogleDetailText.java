package io.grantkeeper.connectors.google;

/** Truncates text from log rows, because stored rows have a maximum size. The text is only shown to people. */
final class GoogleDetailText {
    private static final int LONGEST = 4_000;

    private GoogleDetailText() {}

    static String truncate(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
