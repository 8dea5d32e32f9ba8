package io.grantkeeper.evidence.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A span of whole days, in UTC.
 *
 * @param first its first day
 * @param last its last day, included
 */
public record Period(LocalDate first, LocalDate last) {
    /** @throws IllegalArgumentException where it ends before it begins */
    public Period {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "the period begins on %s and ends on %s, before that; exchange the two".formatted(first, last));
        }
    }

    public Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first instant after it. */
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
