package io.grantkeeper.owners.alerts;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The hours in which people receive no alerts.
 *
 * @param from when the quiet hours start each night; equal to {@code to} if only whole days are quiet
 * @param to when the quiet hours end each night
 * @param days the days that are quiet from midnight to midnight
 */
public record QuietHours(ZoneId zone, LocalTime from, LocalTime to, Set<DayOfWeek> days) {
    /**
     * The maximum number of steps in the search for the end of quiet hours, because quiet hours that cover the whole
     * week never end.
     */
    private static final int MAX_STEPS = 16;

    public QuietHours {
        days = days.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(days));
    }

    /** Returns when the quiet hours that include an instant end; empty if none include it. */
    public Optional<Instant> endAfter(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        ZonedDateTime start = time;
        for (int step = 0; step < MAX_STEPS; step++) {
            ZonedDateTime end = endAfter(time);
            if (end.equals(time)) {
                break;
            }
            time = end;
        }
        return time.equals(start) ? Optional.empty() : Optional.of(time.toInstant());
    }

    /**
     * Returns the first occurrence of the end time after a given time. If clocks are set back, the end time can occur
     * twice.
     */
    private static ZonedDateTime later(ZonedDateTime time, ZonedDateTime end) {
        return end.isAfter(time) ? end : end.withLaterOffsetAtOverlap();
    }

    private ZonedDateTime endAfter(ZonedDateTime time) {
        if (days.contains(time.getDayOfWeek())) {
            return time.toLocalDate().plusDays(1).atStartOfDay(zone);
        }
        LocalTime hour = time.toLocalTime();
        boolean overMidnight = from.isAfter(to);
        if (overMidnight && !hour.isBefore(from)) {
            return time.toLocalDate().plusDays(1).atTime(to).atZone(zone);
        }
        boolean quiet = overMidnight ? hour.isBefore(to) : !hour.isBefore(from) && hour.isBefore(to);
        return quiet ? later(time, time.toLocalDate().atTime(to).atZone(zone)) : time;
    }
}
