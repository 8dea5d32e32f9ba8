package io.grantkeeper.policy.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The short form of weekly hours")
class WeeklyHoursTest {
    /** November 28, 2026 is a Saturday. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08:00-18:00 UTC | 2026-11-28T08:00:00Z | true",
                "08:00-18:00 UTC | 2026-11-28T18:00:00Z | false",
                "mon-fri 08:00-18:00 UTC | 2026-11-27T12:00:00Z | true",
                "mon-fri 08:00-18:00 UTC | 2026-11-28T12:00:00Z | false",
                "sat,mon 08:00-18:00 UTC | 2026-11-28T12:00:00Z | true",
                "fri-mon 08:00-18:00 UTC | 2026-11-29T12:00:00Z | true",
                "Fri 22:00-06:00 Europe/Berlin | 2026-11-28T04:59:00Z | true",
                "Fri 22:00-06:00 Europe/Berlin | 2026-11-28T05:00:00Z | false",
            })
    void containsTimesOnItsDaysInItsZone(String text, Instant at, boolean expected) {
        assertThat(WeeklyHours.parse(text))
                .hasValueSatisfying(hours -> assertThat(hours.contains(at)).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "office hours",
                "08:00-18:00",
                "8-18 UTC",
                "25:00-18:00 UTC",
                "someday 08:00-18:00 UTC",
                "mon- 08:00-18:00 UTC",
                "08:00-18:00 Nowhere/Land",
            })
    void isEmptyForInvalidText(String text) {
        assertThat(WeeklyHours.parse(text)).isEmpty();
    }
}
