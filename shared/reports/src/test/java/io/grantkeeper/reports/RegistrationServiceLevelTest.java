package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.store.JoinedIdentityEvidence.DetectionDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationServiceLevelTest {
    private static DetectionDelay delay(int vendor, int own) {
        return new DetectionDelay(
                Instant.parse("2026-11-24T12:00:00Z"),
                Duration.ofSeconds(vendor),
                Optional.of(Duration.ofSeconds(own)));
    }

    @Test
    void countsLateRegistrationsAgainstErrorBudget() {
        List<DetectionDelay> delays = new ArrayList<>();
        for (int i = 0; i < 38; i++) {
            delays.add(delay(10, 2));
        }
        delays.add(delay(300, 2));
        delays.add(delay(400, 3));
        RegistrationServiceLevel level = RegistrationServiceLevel.of(delays, 3);
        assertThat(level.measured()).isEqualTo(40);
        assertThat(level.late()).isEqualTo(2);
        assertThat(level.burn()).contains(1.0); // 5% of 40
        assertThat(level.p95()).contains(12L);
        assertThat(level.ownP95()).contains(2L);
        assertThat(level.isMet()).contains(true);
        assertThat(level.unknown()).isEqualTo(3);
        assertThat(level.sentence())
                .contains("p95 12 s", "2 of 40 new identities late", "100% of the error budget is used");
    }

    @Test
    void reportsServiceLevelAsUnknownIfNothingWasMeasured() {
        RegistrationServiceLevel level = RegistrationServiceLevel.of(List.of(), 2);
        assertThat(level.p95()).isEmpty();
        assertThat(level.burn()).isEmpty();
        assertThat(level.isMet()).isEmpty();
        assertThat(level.sentence()).contains("unknown, because not all times of 2 new identities are recorded");
    }
}
