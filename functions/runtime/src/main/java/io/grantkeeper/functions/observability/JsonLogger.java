package io.grantkeeper.functions.observability;

import java.lang.System.Logger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object per line, with the members of Lambda's own JSON logs (Lambda developer guide, "Log formats")
 * and the correlation ID. For an exception, logs only its class and where it was thrown, because the messages of
 * libraries can quote their input.
 */
final class JsonLogger implements Logger {
    private final String name;
    private final LogOutput console;

    JsonLogger(String name, LogOutput console) {
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
        // A message without parameters, such as the message of a supplier, is logged unchanged, including braces.
        write(level, values == null ? text : format(text, values), null);
    }

    private void write(Level level, String message, @Nullable Throwable thrown) {
        if (!isLoggable(level)) {
            return;
        }
        LogLineWriter line = new LogLineWriter()
                .text("timestamp", time())
                .text("level", level == Level.WARNING ? "WARN" : level.name())
                .text("logger", name)
                .text("message", message);
        CorrelationId correlation = CorrelationId.current();
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

    /** Formats the time as in RFC 3339, with milliseconds. A DateTimeFormatter would slow down the cold start. */
    private String time() {
        long millis = console.clock().millis();
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        text.append(time.getYear());
        appendTwoDigits(text.append('-'), time.getMonthValue());
        appendTwoDigits(text.append('-'), time.getDayOfMonth());
        appendTwoDigits(text.append('T'), time.getHour());
        appendTwoDigits(text.append(':'), time.getMinute());
        appendTwoDigits(text.append(':'), time.getSecond());
        long rest = Math.floorMod(millis, 1_000L);
        text.append('.').append(rest / 100);
        appendTwoDigits(text, (int) (rest % 100));
        return text.append('Z').toString();
    }

    private static void appendTwoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Replaces {0} to {9} with values. Everything else remains unchanged. */
    private static String format(String format, @Nullable Object... values) {
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
