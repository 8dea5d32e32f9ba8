package io.grantkeeper.policy.intent;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weekly hours: a time range on certain days of the week, in a time zone. If the end is earlier than the start, the
 * hours continue into the next day.
 *
 * @param from the start, inclusive
 * @param until the end, exclusive; if it is the same as {@code from}, the hours last 24 hours
 */
public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
    private static final int DAY = 24 * 60;
    public static final int WEEK = 7 * DAY;

    /** The maximum length of the text form. No valid text is this long. */
    private static final int MAX_TEXT = 100;

    private static final Pattern TEXT =
            Pattern.compile("(?:([A-Za-z,-]{3,40}) )?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S{1,50})");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

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

    /**
     * Parses the short form, for example {@code mon-fri 08:00-18:00 Europe/Berlin}. Without days, the hours apply to
     * every day. Empty if the text has another form.
     */
    public static Optional<WeeklyHours> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String days = Optional.ofNullable(parts.group(1)).orElse("mon-sun");
            return Optional.of(new WeeklyHours(
                    days(days),
                    LocalTime.parse(parts.group(2)),
                    LocalTime.parse(parts.group(3)),
                    ZoneId.of(parts.group(4))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            int dash = part.indexOf('-');
            int first = day(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : day(part.substring(dash + 1));
            for (int day = first; ; day = (day + 1) % DAYS.size()) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static int day(String text) {
        int day = DAYS.indexOf(text);
        if (day < 0) {
            throw new IllegalArgumentException("'%s' is not a day; use for example mon".formatted(text));
        }
        return day;
    }

    /** Returns the minute of the week for a given time in a time zone. */
    public static int minuteOfWeek(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return (local.getDayOfWeek().getValue() - 1) * DAY + local.getHour() * 60 + local.getMinute();
    }

    /** Returns whether the hours contain an instant. */
    public boolean contains(Instant at) {
        return contains(minuteOfWeek(at, zone));
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
