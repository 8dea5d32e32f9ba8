package io.grantkeeper.connector.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A parser for the various headers in which providers state how long to wait. A header that cannot be parsed counts as
 * absent. Every wait is at least one second and at most one day.
 */
public final class RateLimitHeaders {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);
    /**
     * The smallest number that is interpreted as a time in seconds since the epoch; it corresponds to 2001-09-09. A
     * smaller number is a duration.
     */
    private static final double EPOCH_SECONDS = 1e9;
    /** The smallest number that is interpreted as a time in milliseconds since the epoch. */
    private static final double EPOCH_MILLIS = 1e12;

    private RateLimitHeaders() {}

    /**
     * Returns the wait from {@code Retry-After}, in seconds (which may include fractions) or as an HTTP date. If that
     * header is absent, returns the wait from {@code Retry-After-Ms}.
     */
    public static Optional<Duration> retryAfter(ProviderResponse response, Instant now) {
        return timeUntil(response, "retry-after", now).or(() -> milliseconds(response, "retry-after-ms"));
    }

    /**
     * Returns the time until the instant that the header states, or the duration that it states. The header can contain
     * epoch seconds, epoch milliseconds, ISO 8601, an HTTP date, or seconds from now with or without a unit ({@code
     * 12}, {@code 1.5}, {@code 6m0s}, {@code 250ms}).
     */
    public static Optional<Duration> timeUntil(ProviderResponse response, String header, Instant now) {
        return response.header(header).map(String::strip).flatMap(text -> parseWait(text, now));
    }

    /** Returns the duration that the header states in milliseconds. */
    public static Optional<Duration> milliseconds(ProviderResponse response, String header) {
        return response.header(header).flatMap(RateLimitHeaders::number).map(ms -> bounded(ms / 1000));
    }

    /** Returns how many calls remain, if the header is present. */
    public static Optional<Long> remaining(ProviderResponse response, String header) {
        return response.header(header).flatMap(RateLimitHeaders::number).map(Double::longValue);
    }

    private static Optional<Duration> parseWait(String text, Instant now) {
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
                .or(() -> GoDurationParser.parse(text).map(span -> bounded(span.toMillis() / 1000.0)));
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

    /** Returns the wait, limited to the allowed range and rounded up, so that the next call is never early. */
    private static Duration bounded(double seconds) {
        if (seconds >= MOST.toSeconds()) {
            return MOST;
        }
        Duration wait = Duration.ofSeconds((long) Math.ceil(seconds));
        return wait.compareTo(LEAST) < 0 ? LEAST : wait;
    }
}
