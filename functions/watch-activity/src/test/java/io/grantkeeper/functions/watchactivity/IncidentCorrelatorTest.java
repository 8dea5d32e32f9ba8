package io.grantkeeper.functions.watchactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.behavior.incident.IncidentVerdict;
import io.grantkeeper.behavior.incident.RecordedIncidentStore;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.store.testkit.InMemoryIncidentStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests how signals become incidents, and how incidents are merged, closed and counted against the budget. */
class IncidentCorrelatorTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Incident.Closure BENIGN =
            new Incident.Closure(IncidentVerdict.BENIGN, "ana", "a migration", NOON.plus(Duration.ofDays(1)));

    private final InMemoryIncidentStore store = new InMemoryIncidentStore();
    private final InMemoryLogStore ledger = new InMemoryLogStore();
    private final IncidentCorrelator incidents =
            new IncidentCorrelator(new RecordedIncidentStore(store, ledger, new InMemorySaltStore()));

    private static IncidentEntry entry(String id, Duration after, Severity severity) {
        return new IncidentEntry(
                id,
                NOON.plus(after),
                IdentityId.parse("okta-acme/oauth-client/" + id),
                "okta:app/" + id,
                Optional.of(new IncidentEntry.ProfileName("okta-acme", "app/" + id)),
                "new-place",
                severity,
                "T1078.004",
                "It was used from a network where it never was.",
                Optional.of("unusual-activity/new-place/2026-03-02/" + id),
                false);
    }

    private Optional<IncidentCorrelator.Added> add(IncidentEntry entry, boolean opens, boolean alerts, String... keys) {
        return incidents.add(TENANT, entry, List.of(keys), opens, _ -> alerts);
    }

    private List<Incident> all() {
        return incidents.since(TENANT, Instant.EPOCH);
    }

    @Test
    void mergesYoungerIncidentIntoOlderIfEntryConnectsThem() {
        var _ = add(entry("a", Duration.ZERO, Severity.HIGH), true, true, "identity a");
        var _ = add(entry("b", Duration.ofHours(1), Severity.HIGH), true, true, "identity b");
        assertThat(all()).hasSize(2);
        var _ = add(entry("c", Duration.ofHours(2), Severity.LOW), false, false, "identity a", "identity b");
        assertThat(all()).singleElement().satisfies(incident -> {
            assertThat(incident.timeline()).extracting(IncidentEntry::id).containsExactly("a", "b", "c");
            assertThat(incident.openedAt()).isEqualTo(NOON);
            assertThat(incident.identities()).hasSize(3);
        });
        var _ = add(entry("d", Duration.ofHours(3), Severity.LOW), false, false, "identity b");
        assertThat(all())
                .singleElement()
                .satisfies(incident -> assertThat(incident.timeline()).hasSize(4));
    }

    @Test
    void changesNothingIfEntryIsAddedAgain() {
        IncidentEntry one = entry("a", Duration.ZERO, Severity.HIGH);
        var _ = add(one, true, true, "identity a");
        List<Incident> before = all();
        assertThat(add(one, true, false, "identity a"))
                .get()
                .satisfies(added -> assertThat(added.entry().alerts())
                        .as("what was decided first")
                        .isTrue());
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void opensNewIncidentForSignalAfterThreeDays() {
        var _ = add(entry("a", Duration.ZERO, Severity.HIGH), true, true, "identity a");
        var _ = add(entry("b", Duration.ofDays(4), Severity.HIGH), true, true, "identity a");
        assertThat(all()).hasSize(2);
        assertThat(add(entry("c", Duration.ofDays(9), Severity.LOW), false, false, "identity a"))
                .as("a low signal opens none")
                .isEmpty();
    }

    @Test
    void budgetCountsAlertsOfLastSevenDays() {
        for (int day = 0; day < 12; day++) {
            var _ = add(entry("a" + day, Duration.ofDays(day), Severity.HIGH), true, day % 2 == 0, "identity a" + day);
        }
        assertThat(incidents.spent(TENANT, NOON.plus(Duration.ofDays(11)))).isEqualTo(3); // of days 6, 8 and 10
        assertThat(incidents.spent(TENANT, NOON.plus(Duration.ofDays(30)))).isZero();
        assertThat(incidents.spent(new TenantId("other"), NOON)).isZero();
    }

    @Test
    void incidentIsClosedOnlyOnce() {
        String id = add(entry("a", Duration.ZERO, Severity.HIGH), true, true, "identity a")
                .orElseThrow()
                .incident()
                .id();
        assertThat(incidents.close(TENANT, id, BENIGN)).get().matches(incident -> !incident.isOpen());
        Incident.Closure later = new Incident.Closure(
                BENIGN.verdict(), BENIGN.by(), BENIGN.because(), BENIGN.at().plus(Duration.ofHours(2)));
        assertThat(incidents.close(TENANT, id, later).flatMap(Incident::closure))
                .as("the same decision again, after an interruption")
                .contains(BENIGN);
        assertThatThrownBy(() -> incidents.close(
                        TENANT, id, new Incident.Closure(IncidentVerdict.TRUE, "bo", "an attack", NOON)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed as benign by ana");
        assertThat(incidents.close(TENANT, "incident-none", BENIGN)).isEmpty();
        var _ = add(entry("b", Duration.ofHours(1), Severity.HIGH), true, true, "identity a");
        assertThat(all()).hasSize(2);
    }

    @Test
    void closingMergedIncidentClosesIncidentThatContainsIt() {
        var _ = add(entry("a", Duration.ZERO, Severity.HIGH), true, true, "identity a");
        String younger = add(entry("b", Duration.ofHours(1), Severity.HIGH), true, true, "identity b")
                .orElseThrow()
                .incident()
                .id();
        var _ = add(entry("c", Duration.ofHours(2), Severity.LOW), false, false, "identity a", "identity b");
        assertThat(incidents.close(TENANT, younger, BENIGN))
                .get()
                .satisfies(incident -> assertThat(incident.timeline()).hasSize(3));
        assertThat(all()).singleElement().matches(incident -> !incident.isOpen());
    }

    @Test
    void recordsAnswerOnceInIncidentAndLedger() {
        var _ = add(entry("a", Duration.ZERO, Severity.HIGH), true, true, "identity a");
        IncidentEntry.Answer answer = new IncidentEntry.Answer(true, NOON.plus(Duration.ofHours(5)));
        for (int i = 0; i < 2; i++) {
            assertThat(incidents.answer(TENANT, "a", answer, NOON))
                    .flatMap(IncidentEntry::answer)
                    .contains(answer);
        }
        assertThat(incidents.answer(TENANT, "none", answer, NOON)).isEmpty();
        assertThat(changes()).containsExactly("opened", "answered");
        var _ = add(entry("b", Duration.ofHours(9), Severity.HIGH), true, true, "identity a");
        assertThat(changes()).containsExactly("opened", "answered", "grown");
        assertThat(all().getFirst().entry("a").flatMap(IncidentEntry::answer)).contains(answer);
    }

    private List<String> changes() {
        return ledger.pending(TENANT, 100).stream()
                .map(leaf -> LedgerEntryJson.read(leaf).what())
                .map(LedgerEvent.IncidentChanged.class::cast)
                .map(LedgerEvent.IncidentChanged::change)
                .toList();
    }
}
