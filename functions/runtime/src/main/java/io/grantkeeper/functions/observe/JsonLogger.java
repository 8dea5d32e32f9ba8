package io.grantkeeper.functions.observe;

import java.lang.System.Logger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object a line, in the members that Lambda's own JSON logs have (Lambda developer guide, "Log formats"),
 * and the correlation id. Of what was thrown only classes are told: messages of libraries can quote what they were given.
 */
final class JsonLogger implements Logger {
    private final String name;
    private final Console console;

    JsonLogger(String name, Console console) {
        this.name = name;
        this.console = console;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.getSeverity() >= Level.INFO.getSeverity() && level != Level.OFF;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        write(level, String.valueOf(message), thrown);
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        String text = String.valueOf(format);
        // A text without values, as those of suppliers are, is finished: braces in it stay.
        write(level, values == null ? text : filled(text, values), null);
    }

    private void write(Level level, String message, @Nullable Throwable thrown) {
        if (!isLoggable(level)) {
            return;
        }
        JsonLine line = new JsonLine()
                .text("timestamp", time())
                .text("level", level == Level.WARNING ? "WARN" : level.name())
                .text("logger", name)
                .text("message", message);
        Correlation correlation = Correlation.current();
        line.text("correlation", correlation.id());
        if (!correlation.request().isEmpty()) {
            line.text("AWSRequestId", correlation.request());
        }
        if (thrown != null) {
            line.text("errorType", thrown.getClass().getName());
            StackTraceElement[] trace = thrown.getStackTrace();
            if (trace.length > 0) {
                line.text("errorPlace", trace[0].toString());
            }
        }
        console.line(line.end());
    }

    /** As RFC 3339 has it, in milliseconds; a formatter would be a start-up cost of its own. */
    private String time() {
        long millis = console.clock().millis();
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        text.append(time.getYear());
        two(text.append('-'), time.getMonthValue());
        two(text.append('-'), time.getDayOfMonth());
        two(text.append('T'), time.getHour());
        two(text.append(':'), time.getMinute());
        two(text.append(':'), time.getSecond());
        long rest = Math.floorMod(millis, 1_000L);
        text.append('.').append(rest / 100);
        two(text, (int) (rest % 100));
        return text.append('Z').toString();
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Puts values in the places {0} to {9}; everything else stays as it is written. */
    private static String filled(String format, @Nullable Object... values) {
        StringBuilder text = new StringBuilder(format.length() + 64);
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            int index = c == '{' && i + 2 < format.length() && format.charAt(i + 2) == '}'
                    ? format.charAt(i + 1) - '0'
                    : -1;
            if (index >= 0 && index < values.length) {
                text.append(values[index]);
                i += 2;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
