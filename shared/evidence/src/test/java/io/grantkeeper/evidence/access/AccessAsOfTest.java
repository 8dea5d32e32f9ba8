package io.grantkeeper.evidence.access;

import static io.grantkeeper.evidence.RecordedLedger.BUILDER;
import static io.grantkeeper.evidence.RecordedLedger.OTTER;
import static io.grantkeeper.evidence.RecordedLedger.ZAPIER;
import static io.grantkeeper.evidence.RecordedLedger.day;
import static io.grantkeeper.evidence.RecordedLedger.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.RecordedLedger;
import io.grantkeeper.evidence.access.AccessAsOf.Holder;
import io.grantkeeper.evidence.access.AccessAsOf.Presence;
import io.grantkeeper.evidence.history.LedgerEntryReader;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Access on a given day")
class AccessAsOfTest {
    private final RecordedLedger recorded = RecordedLedger.november();

    private AccessAsOf asOf(Instant at) {
        recorded.seal();
        return AccessAsOf.of(
                new LedgerEntryReader(recorded.log().entries(), recorded.log().size()), at);
    }

    private static Holder holder(AccessAsOf access, IdentityId identity) {
        return access.holders().stream()
                .filter(holder -> holder.identity().equals(identity))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void includesEntriesUpToRequestedInstant() {
        assertThat(holder(asOf(day(11)), OTTER).access()).singleElement().satisfies(access -> {
            assertThat(access.permissions()).containsExactly("gmail.readonly");
            assertThat(access.reach()).contains("selected");
        });
        assertThat(holder(asOf(day(13)), OTTER).access()).singleElement().satisfies(access -> {
            assertThat(access.permissions()).containsExactly("gmail.modify", "gmail.send");
            assertThat(access.reach()).contains("all");
        });
    }

    @Test
    void reportsPresenceAsUnknownBeforeFirstSweep() {
        AccessAsOf before = asOf(day(1).minusSeconds(1));
        assertThat(before.holders()).allMatch(holder -> holder.presence() == Presence.UNKNOWN);
        assertThat(before.holders().stream().map(Holder::identity)).containsExactly(BUILDER, OTTER);
        assertThat(before.unknowns())
                .anyMatch(unknown -> unknown.startsWith("nothing is known about google-larkfield: it was first read"));
    }

    @Test
    void excludesIdentitiesFirstSeenLater() {
        assertThat(asOf(day(2)).holders().stream().map(Holder::identity)).doesNotContain(ZAPIER);
        assertThat(asOf(day(4)).holders().stream().map(Holder::identity)).contains(ZAPIER);
    }

    @Test
    void endsAccessWhenIdentityIsRemoved() {
        recorded.record(day(15), OTTER, grant("vanished", "a3", List.of(), "all"));
        assertThat(holder(asOf(day(16)), OTTER).access()).isEmpty();
        assertThat(holder(asOf(day(14)), OTTER).access()).hasSize(1);
        recorded.record(
                day(17),
                OTTER,
                new LedgerEvent.ChangeObserved(
                        "identity",
                        "vanished",
                        Optional.empty(),
                        "sha256:x",
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(asOf(day(18)).holders().stream().map(Holder::identity)).doesNotContain(OTTER);
    }

    @Test
    void keepsNewerStateWhenOlderEntryIsRecordedLate() {
        recorded.record(day(11), OTTER, grant("changed", "late", List.of("late"), "selected"));
        assertThat(holder(asOf(day(13)), OTTER).access().getFirst().permissions())
                .containsExactly("gmail.modify", "gmail.send");
        assertThat(holder(asOf(day(11)), OTTER).access().getFirst().permissions())
                .containsExactly("late");
    }

    @Test
    void namesCoverageGaps() {
        assertThat(asOf(day(9)).unknowns()).anyMatch(unknown -> unknown.startsWith("tokens of google-larkfield"));
        assertThat(asOf(day(10)).unknowns()).isEmpty();
    }
}
