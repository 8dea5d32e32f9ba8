package io.grantkeeper.functions.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.owners.alerts.AlertPacing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AlertPacingConfigTest {
    private static AlertPacing pacing(String members) {
        return AlertsConfig.parse(
                        "{\"securityTeam\": {\"email\": \"security@acme.example\"}, \"from\": \"g@acme.example\"%s}"
                                .formatted(members))
                .alertPacing();
    }

    @Test
    void defaultsWithholdFirstSweepsAndLimitMessages() {
        assertThat(pacing("")).isEqualTo(AlertPacing.standard());
    }

    @Test
    void readsAllMembers() {
        AlertPacing pacing = pacing("""
                , "pacing": {"baselineFirst": false, "messagesPerHour": 3, "breakThrough": "critical",
                "zone": "Europe/Berlin", "summaryAt": "08:30", "weeklyOn": "never", "weeklyToOwners": false, "gatherSeconds": 5},
                "quietHours": {"zone": "Europe/Berlin", "from": "18:00", "to": "08:00", "days": ["sunday"]}""");
        assertThat(pacing.baselineFirst()).isFalse();
        assertThat(pacing.perHour()).isEqualTo(3);
        assertThat(pacing.breakThrough()).isEqualTo(Severity.CRITICAL);
        assertThat(pacing.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(pacing.summaryAt()).isEqualTo(LocalTime.of(8, 30));
        assertThat(pacing.weeklyOn()).isEmpty();
        assertThat(pacing.weeklyToOwners()).isFalse();
        assertThat(pacing.gather()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pacing.quietHours().orElseThrow().days()).containsExactly(DayOfWeek.SUNDAY);
        assertThat(pacing.quietHours().orElseThrow().endAfter(Instant.parse("2026-11-24T20:00:00Z")))
                .contains(Instant.parse("2026-11-25T07:00:00Z"));
    }

    @Test
    void reportsAllInvalidMembersInOneMessage() {
        assertThatThrownBy(() -> pacing("""
                , "pacing": {"messagesPerHour": -1, "breakThrough": "hihg", "zone": "Berlin", "summaryAt": "25:00",
                "gatherSeconds": 3600, "weeklyOn": "mon"}, "quietHours": {"from": "18:00", "days": ["sunday", "holiday"]}"""))
                .hasMessageContaining("'pacing.messagesPerHour' is -1, but must be 0 or more")
                .hasMessageContaining("'pacing.breakThrough' is 'hihg'")
                .hasMessageContaining("'pacing.zone' is 'Berlin', but must be a time zone such as Europe/Berlin")
                .hasMessageContaining("'pacing.summaryAt' is '25:00', but must be a time such as 08:30")
                .hasMessageContaining("'pacing.gatherSeconds' is 3600, but must be from 0 to 600")
                .hasMessageContaining("'pacing.weeklyOn' contains 'mon'")
                .hasMessageContaining("'quietHours.from' and 'quietHours.to' must be set together")
                .hasMessageContaining("'quietHours.days' contains 'holiday'");
    }

    @Test
    void rejectsQuietDaysThatCoverWholeWeek() {
        assertThatThrownBy(() -> pacing("""
                , "quietHours": {"days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}""")).hasMessageContaining("must leave at least one day");
    }
}
