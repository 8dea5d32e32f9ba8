package io.grantkeeper.evidence.history;

import static io.grantkeeper.evidence.RecordedLedger.OTTER;
import static io.grantkeeper.evidence.RecordedLedger.day;
import static io.grantkeeper.evidence.RecordedLedger.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.RecordedLedger;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LedgerHistoryTest {
    private static final AuditPeriod NOVEMBER = new AuditPeriod(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

    private final RecordedLedger recorded = RecordedLedger.empty();

    private LedgerHistory history() {
        recorded.seal();
        return LedgerHistory.read(
                new LedgerEntryReader(recorded.log().entries(), recorded.log().size()), NOVEMBER, "seed");
    }

    @Test
    void countsFindingOnceIfMoreSevereFindingReplacesIt() {
        recorded.record(day(3), OTTER, finding("f-new", FindingType.IDENTITY_APPEARED, Severity.LOW));
        recorded.record(day(4), OTTER, finding("f-new", FindingType.IDENTITY_APPEARED, Severity.CRITICAL));
        assertThat(history().findings()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(found.opened().at()).isEqualTo(day(3));
        });
    }

    @Test
    void datesReopenedFindingFromItsLastOpening() {
        recorded.record(day(3), OTTER, finding("f-shadow", FindingType.SHADOW_AI, Severity.HIGH));
        recorded.record(day(4), OTTER, new LedgerEvent.FindingClosed("f-shadow"));
        recorded.record(day(5), OTTER, finding("f-shadow", FindingType.SHADOW_AI, Severity.MEDIUM));
        assertThat(history().findings()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(found.opened().at()).isEqualTo(day(5));
            assertThat(found.closed()).isEmpty();
        });
    }
}
