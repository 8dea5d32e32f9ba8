package io.grantkeeper.connectors.google;

/** Keeps what is taken over from rows small: details are for people, and rows have a size limit. */
final class Text {
    private static final int LONGEST = 4_000;

    private Text() {}

    static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
