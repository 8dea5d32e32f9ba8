package io.grantkeeper.functions.observability;

import java.util.Map;

/** Writes one flat JSON object as a log line. */
final class LogLineWriter {
    private final StringBuilder text = new StringBuilder(256).append('{');

    LogLineWriter text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    LogLineWriter number(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** Adds a member whose value is already JSON. */
    LogLineWriter json(String name, CharSequence value) {
        name(name);
        text.append(value);
        return this;
    }

    LogLineWriter texts(Map<String, String> members) {
        members.forEach(this::text);
        return this;
    }

    String end() {
        return text.append('}').toString();
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quoted(name);
        text.append(':');
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    // Line separators and lone surrogates would end the line or make it unreadable for log readers.
                    if (c < ' ' || c == '\u2028' || c == '\u2029' || isLoneSurrogate(value, i)) {
                        escape(c);
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isLoneSurrogate(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
    }
}
