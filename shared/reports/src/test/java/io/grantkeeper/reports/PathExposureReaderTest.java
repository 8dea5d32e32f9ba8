package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathTrust;
import io.grantkeeper.paths.PathZone;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathExposureReaderTest {
    @Test
    void statesEveryZoneAndWhatWasNotCollectedForAnEmptyInventory() {
        PathExposure exposure = PathExposureReader.read(
                new TenantId("acme"),
                List.of(),
                new InMemoryAccessStore(new InMemoryFindingStore()),
                new PathSettings(
                        List.of(new PathZone("finance-mail", Set.of("github:deploy"), Set.of())),
                        List.of(new PathTrust("github:deploy", "aws:production", "OIDC"))),
                LocalDate.of(2026, 11, 20),
                Instant.parse("2026-11-28T12:00:00Z"));

        assertThat(exposure.zones()).extracting(PathExposure.Zone::name).containsExactly("tier-zero", "finance-mail");
        assertThat(exposure.zones().getFirst().sentence())
                .isEqualTo("tier-zero: 0 of 0 identities outside the zone reach it, and 0 of 0 people.");
        assertThat(exposure.source()).contains("2026-11-20");
        assertThat(exposure.notCollected()).isNotEmpty();
    }
}
