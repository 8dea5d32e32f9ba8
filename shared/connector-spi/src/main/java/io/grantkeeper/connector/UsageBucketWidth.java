package io.grantkeeper.connector;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The width of a usage report's time buckets. Hourly buckets show the time of the last use precisely enough and need
 * one page per week; daily buckets are for the first read, which covers a long period. Sources of the page sizes:
 * OpenAI's OpenAPI description, parameter {@code limit} of the usage reports, and Anthropic's guide "Usage and Cost
 * API", which has the same values.
 */
public enum UsageBucketWidth {
    HOUR("1h", ChronoUnit.HOURS, 168),
    DAY("1d", ChronoUnit.DAYS, 31);

    private final String width;
    private final ChronoUnit unit;
    private final int maxPerPage;

    UsageBucketWidth(String width, ChronoUnit unit, int most) {
        this.width = width;
        this.unit = unit;
        this.maxPerPage = most;
    }

    public static UsageBucketWidth forWindow(Duration window) {
        return window.compareTo(Duration.ofHours(HOUR.maxPerPage)) <= 0 ? HOUR : DAY;
    }

    public String width() {
        return width;
    }

    /** Returns the maximum number of buckets per page. */
    public int maxPerPage() {
        return maxPerPage;
    }

    /** Returns the start of the bucket that contains this instant. */
    public Instant startOf(Instant instant) {
        return instant.truncatedTo(unit);
    }
}
