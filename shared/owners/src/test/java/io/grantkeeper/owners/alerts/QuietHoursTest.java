package io.grantkeeper.owners.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours NIGHTS = new QuietHours(
            BERLIN, LocalTime.of(18, 0), LocalTime.of(8, 0), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

    private static Optional<Instant> end(String instant) {
        return NIGHTS.endAfter(Instant.parse(instant));
    }

    @Test
    void workingHoursAreNotQuiet() {
        assertThat(end("2026-11-24T07:00:00Z")).isEmpty(); // Tuesday, 08:00 in Berlin
        assertThat(end("2026-11-24T16:59:59Z")).isEmpty();
    }

    @Test
    void quietNightEndsInMorning() {
        assertThat(end("2026-11-24T17:00:00Z")).contains(Instant.parse("2026-11-25T07:00:00Z"));
        assertThat(end("2026-11-25T01:00:00Z")).contains(Instant.parse("2026-11-25T07:00:00Z"));
    }

    @Test
    void quietHoursOnFridayEveningEndOnMondayMorning() {
        assertThat(end("2026-11-27T18:00:00Z")).contains(Instant.parse("2026-11-30T07:00:00Z"));
    }

    @Test
    void nightWithClockChangeEndsAtSameLocalTime() {
        assertThat(end("2027-03-27T23:00:00Z")).contains(Instant.parse("2027-03-29T06:00:00Z"));
    }

    @Test
    void endOfQuietHoursInRepeatedHourIsInFuture() {
        QuietHours nights = new QuietHours(BERLIN, LocalTime.of(1, 0), LocalTime.of(2, 45), Set.of());
        assertThat(nights.endAfter(Instant.parse("2026-10-25T00:30:00Z")))
                .contains(Instant.parse("2026-10-25T00:45:00Z"));
        assertThat(nights.endAfter(Instant.parse("2026-10-25T01:30:00Z")))
                .contains(Instant.parse("2026-10-25T01:45:00Z"));
    }

    @Test
    void onlyWholeDaysAreQuietIfStartEqualsEnd() {
        QuietHours days = new QuietHours(BERLIN, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(DayOfWeek.SUNDAY));
        assertThat(days.endAfter(Instant.parse("2026-11-24T02:00:00Z"))).isEmpty();
        assertThat(days.endAfter(Instant.parse("2026-11-29T02:00:00Z")))
                .contains(Instant.parse("2026-11-29T23:00:00Z"));
    }

    @Test
    void returnsEndEvenIfEveryHourIsQuiet() {
        QuietHours always = new QuietHours(BERLIN, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(DayOfWeek.values()));
        assertThat(always.endAfter(Instant.parse("2026-11-29T02:00:00Z"))).isPresent();
    }
}
