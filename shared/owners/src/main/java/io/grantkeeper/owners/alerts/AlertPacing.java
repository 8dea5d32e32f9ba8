package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.finding.Severity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The settings that determine when alerts are sent, and how many.
 *
 * @param baselineFirst whether the findings of a connection's first sweep wait until the security team releases them
 * @param perHour how many messages below {@code breakThrough} one person receives within an hour; further ones wait for
 *     the daily summary. Zero to send them only in the daily summary
 * @param breakThrough the lowest severity that waits neither for the daily summary nor for the end of quiet hours
 * @param zone the time zone of {@code summaryAt} and of the weekly summary
 * @param summaryAt when daily summaries are sent
 * @param weeklyOn the day on which weekly summaries are sent; empty to send none
 * @param weeklyToOwners whether owners also receive a weekly summary if something about their identities changed or is
 *     waiting for them
 * @param reportDelay the delay between the end of a first sweep and its report, so that all findings are known by then
 * @param gather how long an alert that is not critical waits for others to the same person, so that they are combined
 *     in one message; zero to combine none
 */
public record AlertPacing(
        boolean baselineFirst,
        int perHour,
        Severity breakThrough,
        ZoneId zone,
        LocalTime summaryAt,
        Optional<QuietHours> quietHours,
        Optional<DayOfWeek> weeklyOn,
        boolean weeklyToOwners,
        Duration reportDelay,
        Duration gather) {
    /** Returns settings with which alerts are neither withheld nor combined. */
    public static AlertPacing unlimited() {
        return new AlertPacing(
                false,
                Integer.MAX_VALUE,
                Severity.UNKNOWN,
                ZoneOffset.UTC,
                LocalTime.of(9, 0),
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** Returns the settings that apply if nothing is configured. */
    public static AlertPacing standard() {
        return new AlertPacing(
                true,
                0,
                Severity.HIGH,
                ZoneOffset.UTC,
                LocalTime.of(9, 0),
                Optional.empty(),
                Optional.of(DayOfWeek.MONDAY),
                false,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30));
    }

    /** Returns a copy of these settings with another hourly limit. */
    public AlertPacing withPerHour(int messages) {
        return copy(baselineFirst, messages, quietHours, weeklyToOwners, reportDelay);
    }

    /** Returns a copy of these settings with or without weekly summaries to owners. */
    public AlertPacing withWeeklyToOwners(boolean sent) {
        return copy(baselineFirst, perHour, quietHours, sent, reportDelay);
    }

    /** Returns a copy of these settings in which the findings of first sweeps wait for a release, or do not wait. */
    public AlertPacing withBaselineFirst(boolean first) {
        return copy(first, perHour, quietHours, weeklyToOwners, reportDelay);
    }

    /** Returns a copy of these settings with another delay between the end of a first sweep and its report. */
    public AlertPacing withReportDelay(Duration delay) {
        return copy(baselineFirst, perHour, quietHours, weeklyToOwners, delay);
    }

    /** Returns a copy of these settings with quiet hours. */
    public AlertPacing withQuietHours(QuietHours hours) {
        return copy(baselineFirst, perHour, Optional.of(hours), weeklyToOwners, reportDelay);
    }

    private AlertPacing copy(
            boolean first, int messages, Optional<QuietHours> hours, boolean toOwners, Duration delay) {
        return new AlertPacing(
                first, messages, breakThrough, zone, summaryAt, hours, weeklyOn, toOwners, delay, gather);
    }

    /** Returns when the next daily summary is sent. */
    public Instant nextSummary(Instant now) {
        ZonedDateTime today = now.atZone(zone).with(summaryAt);
        return (today.toInstant().isAfter(now)
                        ? today
                        : now.atZone(zone).plusDays(1).with(summaryAt))
                .toInstant();
    }

    /** Returns the latest time at or before {@code now} at which weekly summaries are sent; empty if none are. */
    public Optional<Instant> latestWeekly(Instant now) {
        return weeklyOn.map(day -> {
            ZonedDateTime latest =
                    now.atZone(zone).with(TemporalAdjusters.previousOrSame(day)).with(summaryAt);
            return (latest.toInstant().isAfter(now) ? latest.minusWeeks(1) : latest).toInstant();
        });
    }
}
