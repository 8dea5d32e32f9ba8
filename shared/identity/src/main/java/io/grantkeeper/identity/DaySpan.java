package io.grantkeeper.identity;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The first and last UTC days on which something was observed. */
public record DaySpan(LocalDate first, LocalDate last) {
    public DaySpan {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "a span of days must not end on %s before it starts on %s".formatted(last, first));
        }
    }

    public static DaySpan of(LocalDate day) {
        return new DaySpan(day, day);
    }

    /**
     * Parses the text form, {@code 2026-10-01/2026-11-22}.
     *
     * @throws IllegalArgumentException if the text has a different form; the message shows the expected one
     */
    public static DaySpan parse(String text) {
        try {
            int slash = text.indexOf('/');
            return new DaySpan(LocalDate.parse(text.substring(0, slash)), LocalDate.parse(text.substring(slash + 1)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "a span of days must look like 2026-10-01/2026-11-22, but is '%s'".formatted(text), e);
        }
    }

    /** Returns the shortest span that contains both spans. */
    public DaySpan union(DaySpan other) {
        return new DaySpan(
                first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
    }

    /** Returns the number of days, including the first and the last. */
    public int days() {
        return (int) ChronoUnit.DAYS.between(first, last) + 1;
    }

    @Override
    public String toString() {
        return first + "/" + last;
    }
}
