package io.grantkeeper.aws.sqs;

import java.nio.charset.StandardCharsets;

/** Limits text to what SQS accepts: the characters of XML 1.0, up to 256 KB including attributes. */
final class SqsTextRules {
    /**
     * The maximum size of a message, in bytes. AWS raised the limit to 1 MiB in August 2025; older queues, event source
     * mappings and test doubles still have this limit.
     */
    static final int MAX_MESSAGE = 256 * 1024;

    private SqsTextRules() {}

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Escapes those characters of a JSON text that SQS rejects. In JSON, such characters can occur only inside strings.
     */
    static String json(String json) {
        return replaced(json, true);
    }

    /** Returns the text with U+FFFD in place of each character that SQS rejects. */
    static String plain(String text) {
        return replaced(text, false);
    }

    /** Returns the beginning of the text, up to the given number of bytes, without splitting a character. */
    static String truncate(String text, int mostBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= mostBytes) {
            return text;
        }
        int end = mostBytes;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) { // 10xxxxxx continues the previous character
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static String replaced(String text, boolean escape) {
        if (isAllowed(text)) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isAllowed(point)) {
                result.appendCodePoint(point);
            } else {
                result.append(escape ? "\\u%04x".formatted(point) : "\uFFFD");
            }
        });
        return result.toString();
    }

    /**
     * Returns whether SQS accepts every character of a string. Uses a loop, because in a function that has just
     * started, a stream is still interpreted and therefore slow.
     */
    private static boolean isAllowed(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isAllowed(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(int point) {
        return point == 0x9
                || point == 0xA
                || point == 0xD
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
