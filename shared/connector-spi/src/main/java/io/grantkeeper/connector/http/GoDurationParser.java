package io.grantkeeper.connector.http;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser for durations in Go's notation, which several providers use in headers: {@code 6m0s}, {@code 250ms}. */
final class GoDurationParser {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}+(?:\\.\\d{1,9}+)?+(?:ms|h|m|s))++");
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|h|m|s)");

    private GoDurationParser() {}

    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        double seconds = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            seconds += Double.parseDouble(part.group(1)) * secondsIn(part.group(2));
        }
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private static double secondsIn(String unit) {
        return switch (unit) {
            case "h" -> 3600;
            case "m" -> 60;
            case "s" -> 1;
            default -> 0.001; // besides these, the pattern admits only "ms"
        };
    }
}
