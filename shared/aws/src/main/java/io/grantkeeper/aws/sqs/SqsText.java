package io.grantkeeper.aws.sqs;

import java.nio.charset.StandardCharsets;

/** What SQS takes as text: the characters of XML 1.0, up to 256 KB with the attributes. */
final class SqsText {
    /**
     * AWS raised the limit to 1 MiB in August 2025; older queues, event source mappings and doubles hold to this one.
     */
    static final int LARGEST_MESSAGE = 256 * 1024;

    private SqsText() {}

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** JSON with the characters escaped that SQS refuses; they can only stand inside JSON strings. */
    static String json(String json) {
        return replaced(json, true);
    }

    /** Any text; characters that SQS refuses become U+FFFD. */
    static String plain(String text) {
        return replaced(text, false);
    }

    /** The start of a text, at most so many bytes long, with no character cut in two. */
    static String cut(String text, int mostBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= mostBytes) {
            return text;
        }
        int end = mostBytes;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) { // 10xxxxxx goes on with the character before
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

    /** In a loop: a stream's steps are not compiled yet when a function that has just started sends its work. */
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
