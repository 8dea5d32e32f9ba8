package io.grantkeeper.connector;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How finely a usage report is asked for, where it counts in buckets. Hours tell a last use well enough and cost one page
 * for a week; days serve the first look back. Source of the largest pages: OpenAI's OpenAPI description, parameter
 * {@code limit} of the usage reports, and Anthropic's guide "Usage and Cost API", which have the same.
 */
public enum UsageBucket {
    HOUR("1h", ChronoUnit.HOURS, 168),
    DAY("1d", ChronoUnit.DAYS, 31);

    private final String width;
    private final ChronoUnit unit;
    private final int most;

    UsageBucket(String width, ChronoUnit unit, int most) {
        this.width = width;
        this.unit = unit;
        this.most = most;
    }

    public static UsageBucket over(Duration window) {
        return window.compareTo(Duration.ofHours(HOUR.most)) <= 0 ? HOUR : DAY;
    }

    public String width() {
        return width;
    }

    /** The most buckets that a page holds. */
    public int most() {
        return most;
    }

    /** Where the bucket that holds this instant begins. */
    public Instant beginning(Instant instant) {
        return instant.truncatedTo(unit);
    }
}
