package io.grantkeeper.functions.observability;

import io.grantkeeper.identity.text.TextNormalization;
import java.util.Map;

/**
 * Writes one flat JSON object as a log line. Control, invisible and reordering characters are escaped, because people read
 * logs in terminals.
 */
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
        StringBuilder quoted = new StringBuilder(value.length() + 16).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        // Escaped, not replaced: a log line is evidence of what was received.
        text.append(TextNormalization.escapeInJson(quoted.append('"').toString()));
    }
}
