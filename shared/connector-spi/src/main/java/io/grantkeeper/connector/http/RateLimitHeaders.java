package io.grantkeeper.connector.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The many ways in which providers say how long to wait, in one place. What cannot be read counts as not said; every
 * wait is at least a second and at most a day.
 */
public final class RateLimitHeaders {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);
    /** Numbers above are points in time: 2001-09-09 in seconds. */
    private static final double EPOCH_SECONDS = 1e9;
    /** Numbers above are points in time in milliseconds. */
    private static final double EPOCH_MILLIS = 1e12;

    private RateLimitHeaders() {}

    /** {@code Retry-After} as seconds (fractions too) or as an HTTP date; else {@code Retry-After-Ms}. */
    public static Optional<Duration> retryAfter(ProviderResponse response, Instant now) {
        return until(response, "retry-after", now).or(() -> milliseconds(response, "retry-after-ms"));
    }

    /**
     * How long until a header's point in time or the span it holds: epoch seconds, epoch milliseconds, ISO 8601, an
     * HTTP date, seconds from now with or without a unit ({@code 12}, {@code 1.5}, {@code 6m0s}, {@code 250ms}).
     */
    public static Optional<Duration> until(ProviderResponse response, String header, Instant now) {
        return response.header(header).map(String::strip).flatMap(text -> wait(text, now));
    }

    /** A span in milliseconds. */
    public static Optional<Duration> milliseconds(ProviderResponse response, String header) {
        return response.header(header).flatMap(RateLimitHeaders::number).map(ms -> bounded(ms / 1000));
    }

    /** How many calls are left, where the header says so. */
    public static Optional<Long> remaining(ProviderResponse response, String header) {
        return response.header(header).flatMap(RateLimitHeaders::number).map(Double::longValue);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        Optional<Double> number = number(text);
        if (number.isPresent()) {
            double value = number.get();
            double nowSeconds = now.toEpochMilli() / 1000.0;
            if (value >= EPOCH_MILLIS) {
                return Optional.of(bounded(value / 1000 - nowSeconds));
            }
            return Optional.of(bounded(value >= EPOCH_SECONDS ? value - nowSeconds : value));
        }
        return pointInTime(text)
                .map(instant -> bounded(Duration.between(now, instant).toMillis() / 1000.0))
                .or(() -> Spans.parse(text).map(span -> bounded(span.toMillis() / 1000.0)));
    }

    private static Optional<Instant> pointInTime(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            try {
                return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) && value >= 0 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Rounded up, so that nobody comes a moment too early. */
    private static Duration bounded(double seconds) {
        if (seconds >= MOST.toSeconds()) {
            return MOST;
        }
        Duration wait = Duration.ofSeconds((long) Math.ceil(seconds));
        return wait.compareTo(LEAST) < 0 ? LEAST : wait;
    }
}
