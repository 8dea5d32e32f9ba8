package io.grantkeeper.connectors.openai;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How finely usage is asked for. Hours tell a last use well enough and cost one page for a week; days serve the first
 * look back. Source of the largest pages: OpenAI's OpenAPI description, parameter {@code limit} of the usage reports.
 */
enum Bucket {
    HOUR("1h", ChronoUnit.HOURS, 168),
    DAY("1d", ChronoUnit.DAYS, 31);

    private final String width;
    private final ChronoUnit unit;
    private final int most;

    Bucket(String width, ChronoUnit unit, int most) {
        this.width = width;
        this.unit = unit;
        this.most = most;
    }

    static Bucket over(Duration window) {
        return window.compareTo(Duration.ofHours(HOUR.most)) <= 0 ? HOUR : DAY;
    }

    String width() {
        return width;
    }

    /** The most buckets that a page holds. */
    int most() {
        return most;
    }

    /** Where the bucket that holds this instant begins. */
    Instant beginning(Instant instant) {
        return instant.truncatedTo(unit);
    }
}
