package io.grantkeeper.policy.intent;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Hours on days of the week, in a time zone. If the end is earlier than the start, the hours continue into the next
 * day.
 *
 * @param from the start, inclusive
 * @param until the end, exclusive; if it is the same as {@code from}, the hours last 24 hours
 */
public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
    private static final int DAY = 24 * 60;
    public static final int WEEK = 7 * DAY;

    public WeeklyHours {
        days = Set.copyOf(EnumSet.copyOf(days));
    }

    /**
     * A range of minutes in a week that starts on Monday at 00:00.
     *
     * @param first the first minute
     * @param end the minute after the last one
     */
    public record Span(int first, int end) {}

    /** Returns the minute of the week for a given time in a time zone. */
    public static int minuteOfWeek(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return (local.getDayOfWeek().getValue() - 1) * DAY + local.getHour() * 60 + local.getMinute();
    }

    public boolean contains(int minuteOfWeek) {
        for (Span span : spans()) {
            if (minuteOfWeek >= span.first && minuteOfWeek < span.end) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the ranges of minutes in a week that these hours cover. Hours that continue into Monday of the next week
     * are split into two ranges.
     */
    public List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        int first = from.getHour() * 60 + from.getMinute();
        int last = until.getHour() * 60 + until.getMinute();
        int length = last > first ? last - first : last - first + DAY;
        for (DayOfWeek day : days.stream().sorted().toList()) {
            int begin = (day.getValue() - 1) * DAY + first;
            spans.add(new Span(begin, Math.min(begin + length, WEEK)));
            if (begin + length > WEEK) {
                spans.addFirst(new Span(0, begin + length - WEEK));
            }
        }
        return spans;
    }
}
