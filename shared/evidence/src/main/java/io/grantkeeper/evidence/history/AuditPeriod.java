package io.grantkeeper.evidence.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A period of whole days, in UTC.
 *
 * @param first the first day of the period
 * @param last the last day of the period, inclusive
 */
public record AuditPeriod(LocalDate first, LocalDate last) {
    /**
     * Creates a period.
     *
     * @throws IllegalArgumentException if the last day is before the first
     */
    public AuditPeriod {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "the period begins on %s but ends on %s, which is earlier; swap the two dates"
                            .formatted(first, last));
        }
    }

    public Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Returns the first instant after the period. */
    public Instant until() {
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from()) && instant.isBefore(until());
    }

    @Override
    public String toString() {
        return first + " to " + last;
    }
}
