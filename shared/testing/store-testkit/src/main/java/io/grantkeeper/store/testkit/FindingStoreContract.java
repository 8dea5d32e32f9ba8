package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.FindingIndexEntry;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link FindingStore} must pass. */
@DisplayName("A finding store")
public abstract class FindingStoreContract {
    private static final IdentityId NOTES = appId("notes");

    private final TenantId tenant = freshTenant();

    protected abstract FindingStore store();

    @Test
    void opensRepeatedFindingOnce() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        assertThat(store().open(tenant, finding, Optional.of(DANA))).isTrue();
        assertThat(store().open(tenant, finding, Optional.of(ERIN))).isFalse();
        assertThat(store().openByIdentity(tenant, NOTES)).containsExactly(finding);
        assertThat(ofOwner()).containsExactly(finding);
    }

    @Test
    void opensSeveralFindingsAndReturnsNewOnes() {
        Finding known = finding(NOTES, "known", Severity.HIGH);
        Finding first = finding(NOTES, "first", Severity.LOW);
        Finding second = finding(NOTES, "second", Severity.CRITICAL);
        store().open(tenant, known, Optional.of(DANA));

        assertThat(store().openAll(
                                tenant,
                                List.of(
                                        new FindingStore.ListedFinding(first, Optional.of(DANA)),
                                        new FindingStore.ListedFinding(known, Optional.of(ERIN)),
                                        new FindingStore.ListedFinding(second, Optional.empty()))))
                .containsExactly(first, second);
        assertThat(all()).containsExactly(second, known, first);
        assertThat(ofOwner()).containsExactly(known, first);
        assertThat(store().openAll(tenant, List.of())).isEmpty();
    }

    @Test
    void keepsMostSevereFindingOfSeveralRowsRegardlessOfOrder() {
        Finding low = shadowAi(Severity.LOW);
        Finding high = shadowAi(Severity.HIGH);
        Finding medium = shadowAi(Severity.MEDIUM);
        assertThat(store().open(tenant, low, Optional.of(ERIN))).isTrue();
        assertThat(store().open(tenant, high, Optional.of(DANA))).isTrue();
        assertThat(store().open(tenant, medium, Optional.of(ERIN))).isFalse();
        assertThat(all()).containsExactly(high);
        assertThat(ofOwner()).containsExactly(high);

        store().close(tenant, NOTES, high.key(), minute(1));
        assertThat(store().open(tenant, shadowAi(Severity.CRITICAL), Optional.of(DANA)))
                .isFalse();
        assertThat(all()).isEmpty();
    }

    @Test
    void reportsInAdvanceWhetherFindingWouldBeStored() {
        Finding medium = shadowAi(Severity.MEDIUM);
        assertThat(store().wouldOpen(tenant, medium)).isTrue();
        store().open(tenant, medium, Optional.of(DANA));
        assertThat(store().wouldOpen(tenant, medium)).isFalse();
        assertThat(store().wouldOpen(tenant, shadowAi(Severity.LOW))).isFalse();
        assertThat(store().wouldOpen(tenant, shadowAi(Severity.HIGH))).isTrue();
        assertThat(all()).containsExactly(medium);

        Finding other = finding(NOTES, "f1", Severity.LOW);
        assertThat(store().wouldOpen(tenant, other)).isTrue();
        store().open(tenant, other, Optional.of(DANA));
        assertThat(store().wouldOpen(tenant, finding(NOTES, "f1", Severity.CRITICAL)))
                .isFalse();

        store().close(tenant, NOTES, medium.key(), minute(1));
        assertThat(store().wouldOpen(tenant, shadowAi(Severity.CRITICAL))).isFalse();
    }

    static Finding shadowAi(Severity severity) {
        Finding finding = finding(NOTES, "shadow-ai", severity);
        return new Finding(
                finding.key(),
                finding.identity(),
                FindingType.SHADOW_AI,
                severity,
                finding.status(),
                finding.headline(),
                finding.before(),
                finding.after(),
                finding.reasons(),
                finding.advice(),
                finding.cause(),
                finding.affected(),
                finding.foundAt(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void neverReopensClosedFinding() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        store().open(tenant, finding, Optional.of(DANA));
        store().close(tenant, NOTES, "f1", minute(1));
        store().close(tenant, NOTES, "f1", minute(2));
        assertThat(store().open(tenant, finding, Optional.of(DANA))).isFalse();
        assertThat(store().openByIdentity(tenant, NOTES)).isEmpty();
        assertThat(ofOwner()).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void hidesAcceptedFindingUntilReopened() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        store().open(tenant, finding, Optional.of(DANA));
        store().accept(tenant, NOTES, "f1", minute(1));
        assertThat(store().openByIdentity(tenant, NOTES)).isEmpty();
        assertThat(ofOwner()).isEmpty();
        assertThat(all()).isEmpty();
        store().reopen(tenant, finding, minute(2), Optional.of(ERIN));
        assertThat(store().openByIdentity(tenant, NOTES)).containsExactly(finding);
        assertThat(all()).containsExactly(finding);
        assertThat(ofOwner()).as("findings of the first owner").isEmpty();
        assertThat(store().openByOwner(tenant, ERIN, 9, Optional.empty()).items())
                .containsExactly(finding);
    }

    @Test
    void acceptsOnlyOpenFindingsAndReopensOnlyAcceptedOnes() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        store().open(tenant, finding, Optional.of(DANA));
        store().close(tenant, NOTES, "f1", minute(1));
        store().accept(tenant, NOTES, "f1", minute(2));
        store().reopen(tenant, finding, minute(3), Optional.of(DANA));
        store().accept(tenant, NOTES, "never-found", minute(4));
        store().reopen(tenant, finding(NOTES, "never-found", Severity.LOW), minute(4), Optional.empty());
        assertThat(all()).isEmpty();
    }

    @Test
    void ignoresRequestToCloseMissingFinding() {
        store().close(tenant, NOTES, "never-found", minute(1));
        assertThat(store().open(tenant, finding(NOTES, "never-found", Severity.LOW), Optional.empty()))
                .isTrue();
    }

    @Test
    void listsMostSevereFindingsFirstInSlicesOfAnySize() {
        store().open(tenant, finding(NOTES, "low", Severity.LOW), Optional.of(DANA));
        store().open(tenant, finding(NOTES, "critical", Severity.CRITICAL), Optional.of(DANA));
        store().open(tenant, finding(appId("other"), "unknown", Severity.UNKNOWN), Optional.of(DANA));
        store().open(tenant, finding(appId("other"), "high", Severity.HIGH), Optional.of(ERIN));
        store().open(tenant, finding(NOTES, "medium", Severity.MEDIUM), Optional.empty());

        assertThat(all()).extracting(Finding::key).containsExactly("critical", "high", "medium", "low", "unknown");
        assertThat(ofOwner()).extracting(Finding::key).containsExactly("critical", "low", "unknown");
        assertThat(store().openByIdentity(tenant, NOTES))
                .extracting(Finding::key)
                .containsExactly("critical", "medium", "low");
    }

    @Test
    void keepsFindingsOfDifferentIdentitiesSeparateDespiteSameKey() {
        store().open(tenant, finding(NOTES, "f1", Severity.HIGH), Optional.empty());
        assertThat(store().open(tenant, finding(appId("other"), "f1", Severity.HIGH), Optional.empty()))
                .isTrue();
        store().close(tenant, NOTES, "f1", minute(1));
        assertThat(all()).extracting(Finding::identity).containsExactly(appId("other"));
    }

    @Test
    void listsEntriesOfOpenFindingsAndReadsTheirContent() {
        Finding low = finding(NOTES, "low", Severity.LOW);
        Finding high = finding(appId("other"), "high", Severity.HIGH);
        Finding closed = finding(NOTES, "closed", Severity.CRITICAL);
        List.of(low, high, closed).forEach(finding -> store().open(tenant, finding, Optional.of(DANA)));
        List<FindingIndexEntry> before = entries();
        assertThat(before).hasSize(3).doesNotHaveDuplicates();

        store().close(tenant, NOTES, "closed", minute(1));
        List<FindingIndexEntry> open = entries();
        assertThat(open).isEqualTo(before.subList(1, 3));
        Map<String, Finding> content = store().findings(
                        tenant, open.stream().map(FindingIndexEntry::key).toList());
        assertThat(open).extracting(entry -> content.get(entry.key())).containsExactly(high, low);
        assertThat(store().findings(tenant, List.of(before.getFirst().key())).values())
                .as("a finding that was closed after it was listed")
                .extracting(Finding::status)
                .containsExactly(FindingStatus.CLOSED);
    }

    @Test
    void changesEntryIfFindingIsReplaced() {
        store().open(tenant, shadowAi(Severity.LOW), Optional.of(DANA));
        FindingIndexEntry before = entries().getFirst();
        store().open(tenant, shadowAi(Severity.HIGH), Optional.of(DANA));
        assertThat(entries()).hasSize(1).doesNotContain(before);
        assertThat(entries().getFirst().key()).isEqualTo(before.key());
    }

    private List<FindingIndexEntry> entries() {
        return StorePage.readAll(from -> store().openEntries(tenant, 2, from));
    }

    @Test
    void separatesTenants() {
        store().open(tenant, finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        TenantId stranger = freshTenant();
        assertThat(store().openEntries(stranger, 9, Optional.empty()).items()).isEmpty();
        assertThat(store().findings(stranger, List.of(entries().getFirst().key())))
                .isEmpty();
        assertThat(store().openByIdentity(stranger, NOTES)).isEmpty();
        assertThat(store().open(stranger, 9, Optional.empty()).items()).isEmpty();
        assertThat(store().openByOwner(stranger, DANA, 9, Optional.empty()).items())
                .isEmpty();
    }

    private List<Finding> all() {
        return StorePage.readAll(from -> store().open(tenant, 2, from));
    }

    private List<Finding> ofOwner() {
        return StorePage.readAll(from -> store().openByOwner(tenant, DANA, 1, from));
    }
}
