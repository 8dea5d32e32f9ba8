package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.text.SpellingSuggestion;
import io.grantkeeper.owners.alerts.AlertPacing;
import io.grantkeeper.owners.alerts.QuietHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration's member {@code alerts.pacing}: when alerts are sent, and how many.
 *
 * @param baselineFirst whether the findings of a connection's first sweep wait until they are released; true by default
 * @param messagesPerHour the number of messages below the severity {@code breakThrough} that one person can receive
 *     within an hour before additional ones wait for the daily summary; 0 by default, so that all of them wait for it
 * @param breakThrough the lowest severity that does not wait: {@code high} by default, or {@code critical}
 * @param zone the time zone of the summaries; UTC by default
 * @param summaryAt when daily and weekly summaries are sent, as HH:MM; 09:00 by default
 * @param weeklyOn the day of the weekly summary; {@code monday} by default, or {@code never}
 * @param weeklyToOwners whether owners who have not answered also receive a weekly summary; false by default
 * @param gatherSeconds how long an alert that is not critical waits for other alerts to the same person, so that they
 *     are sent as one message; 30 by default, 0 to combine none
 */
public record AlertPacingConfig(
        Optional<Boolean> baselineFirst,
        Optional<Integer> messagesPerHour,
        Optional<String> breakThrough,
        Optional<String> zone,
        Optional<String> summaryAt,
        Optional<String> weeklyOn,
        Optional<Boolean> weeklyToOwners,
        Optional<Integer> gatherSeconds) {
    private static final String NEVER = "never";
    private static final int MOST_GATHER_SECONDS = 600;
    private static final List<String> BREAK_THROUGH = List.of("low", "medium", "high", "critical");
    private static final List<String> DAYS = Stream.of(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();

    /**
     * The configuration's member {@code alerts.quietHours}.
     *
     * @param zone the time zone; UTC by default
     * @param from the start of the quiet hours each night, as HH:MM; only with {@code to}
     * @param to the end of the quiet hours each night, as HH:MM
     * @param days the days that are quiet all day
     */
    public record Quiet(
            Optional<String> zone, Optional<String> from, Optional<String> to, Optional<List<String>> days) {
        void validate(List<String> errors) {
            requireZone("quietHours.zone", zone, errors);
            requireTime("quietHours.from", from, errors);
            requireTime("quietHours.to", to, errors);
            if (from.isPresent() != to.isPresent()) {
                errors.add("'quietHours.from' and 'quietHours.to' must be set together");
            }
            days.orElse(List.of()).forEach(day -> requireDay("quietHours.days", day, DAYS, errors));
            if (days.filter(all -> Set.copyOf(all).size() >= DAYS.size()).isPresent()) {
                errors.add("'quietHours.days' must leave at least one day on which alerts are sent");
            }
        }

        QuietHours hours() {
            Set<DayOfWeek> quiet = EnumSet.noneOf(DayOfWeek.class);
            days.orElse(List.of()).forEach(day -> quiet.add(day(day)));
            return new QuietHours(
                    ZoneId.of(zone.orElse("UTC")),
                    from.map(LocalTime::parse).orElse(LocalTime.MIDNIGHT),
                    to.map(LocalTime::parse).orElse(LocalTime.MIDNIGHT),
                    quiet);
        }
    }

    static AlertPacingConfig standard() {
        return new AlertPacingConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    void validate(List<String> errors) {
        messagesPerHour
                .filter(number -> number < 0)
                .ifPresent(number ->
                        errors.add("'pacing.messagesPerHour' is %d, but must be 0 or more".formatted(number)));
        gatherSeconds
                .filter(number -> number < 0 || number > MOST_GATHER_SECONDS)
                .ifPresent(number -> errors.add("'pacing.gatherSeconds' is %d, but must be from 0 to %d"
                        .formatted(number, MOST_GATHER_SECONDS)));
        breakThrough
                .filter(name -> !BREAK_THROUGH.contains(name.toLowerCase(Locale.ROOT)))
                .ifPresent(
                        name -> errors.add("'pacing.breakThrough' is '%s', but must be low, medium, high or critical%s"
                                .formatted(name, SpellingSuggestion.appended(name, BREAK_THROUGH))));
        requireZone("pacing.zone", zone, errors);
        requireTime("pacing.summaryAt", summaryAt, errors);
        List<String> allowed = Stream.concat(DAYS.stream(), Stream.of(NEVER)).toList();
        weeklyOn.ifPresent(day -> requireDay("pacing.weeklyOn", day, allowed, errors));
    }

    AlertPacing pacing(Optional<Quiet> quiet) {
        AlertPacing standard = AlertPacing.standard();
        return new AlertPacing(
                baselineFirst.orElse(standard.baselineFirst()),
                messagesPerHour.orElse(standard.perHour()),
                breakThrough
                        .map(name -> Severity.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(standard.breakThrough()),
                zone.map(ZoneId::of).orElse(standard.zone()),
                summaryAt.map(LocalTime::parse).orElse(standard.summaryAt()),
                quiet.map(Quiet::hours),
                weeklyOn.isPresent()
                        ? weeklyOn.filter(day -> !day.equalsIgnoreCase(NEVER)).map(AlertPacingConfig::day)
                        : standard.weeklyOn(),
                weeklyToOwners.orElse(standard.weeklyToOwners()),
                standard.reportDelay(),
                gatherSeconds.map(Duration::ofSeconds).orElse(standard.gather()));
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static void requireDay(String member, String day, List<String> allowed, List<String> errors) {
        if (!allowed.contains(day.toLowerCase(Locale.ROOT))) {
            errors.add("'%s' contains '%s', but must be one of %s%s"
                    .formatted(member, day, String.join(", ", allowed), SpellingSuggestion.appended(day, allowed)));
        }
    }

    private static void requireZone(String member, Optional<String> zone, List<String> errors) {
        zone.ifPresent(name -> {
            try {
                var _ = ZoneId.of(name);
            } catch (DateTimeException e) {
                errors.add("'%s' is '%s', but must be a time zone such as Europe/Berlin".formatted(member, name));
            }
        });
    }

    private static void requireTime(String member, Optional<String> time, List<String> errors) {
        time.filter(text -> !text.matches("([01]\\d|2[0-3]):[0-5]\\d"))
                .ifPresent(
                        text -> errors.add("'%s' is '%s', but must be a time such as 08:30".formatted(member, text)));
    }
}
