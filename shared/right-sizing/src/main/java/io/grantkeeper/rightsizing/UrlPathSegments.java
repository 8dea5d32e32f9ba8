package io.grantkeeper.rightsizing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Splits a logged URL or path into lowercase, percent-decoded segments. Drops the query, the host and empty segments.
 */
final class UrlPathSegments {
    private UrlPathSegments() {}

    /** Returns the host of a full URL in lowercase; empty for a path without a host. */
    static Optional<String> host(String path) {
        int scheme = path.indexOf("://");
        if (scheme < 0 || scheme > 8) {
            return Optional.empty();
        }
        String rest = path.substring(scheme + 3);
        int end = firstOf(rest, "/?#");
        String authority = rest.substring(rest.lastIndexOf('@', end) + 1, end);
        int port = authority.indexOf(':');
        return Optional.of((port < 0 ? authority : authority.substring(0, port)).toLowerCase(Locale.ROOT));
    }

    static List<String> of(String path) {
        String text = path.strip();
        if (host(text).isPresent()) {
            String rest = text.substring(text.indexOf("://") + 3);
            text = rest.substring(firstOf(rest, "/?#"));
        }
        text = text.substring(0, queryStart(text));
        List<String> segments = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        int depth = 0;
        int lastClose = text.lastIndexOf(')');
        // A slash within the quoted argument of a function does not separate segments. An apostrophe outside
        // parentheses is an ordinary character.
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '/' : text.charAt(i);
            if (c == '\'' && depth > 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(' && i < lastClose) {
                depth++;
            } else if (!quoted && c == ')' && depth > 0) {
                depth--;
            }
            if (c == '/' && (i == text.length() || !quoted)) {
                if (i > start) {
                    segments.add(decode(text.substring(start, i)).toLowerCase(Locale.ROOT));
                }
                start = i + 1;
                depth = 0;
            }
        }
        return segments;
    }

    private static int firstOf(String text, String stops) {
        for (int i = 0; i < text.length(); i++) {
            if (stops.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int queryStart(String text) {
        return firstOf(text, "?#");
    }

    /** Percent-decodes a string. Invalid escape sequences are not changed. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                out[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                out[length++] = bytes[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
