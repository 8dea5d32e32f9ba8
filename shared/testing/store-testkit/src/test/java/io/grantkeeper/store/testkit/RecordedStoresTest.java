package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.ledger.record.RecordedFindingStore;
import io.grantkeeper.ledger.record.RecordedRevocationStore;
import io.grantkeeper.ledger.record.RecordedSweepStore;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A store that records to the ledger")
class RecordedStoresTest {
    private final TenantId tenant = freshTenant();
    private final InMemoryLogStore ledger = new InMemoryLogStore();
    private final InMemorySaltStore saltStore = new InMemorySaltStore();

    private List<String> recordedKinds() {
        return ledger.pending(tenant, 99).stream()
                .map(LedgerEntryJson::read)
                .map(LedgerEntry::kind)
                .map(Object::toString)
                .toList();
    }

    @Test
    void recordsFindingOnceWithoutPersonalData() {
        IdentityId notes = appId("notes");
        var findings = new RecordedFindingStore(new InMemoryFindingStore(), ledger, saltStore);
        for (int i = 0; i < 2; i++) {
            findings.open(
                    tenant, ModelSamples.finding(notes, "scopes/dana@acme.example", Severity.HIGH), Optional.empty());
        }
        for (int i = 0; i < 2; i++) {
            findings.close(tenant, notes, "scopes/dana@acme.example", NOON);
        }
        findings.close(tenant, notes, "never-opened", NOON);
        assertThat(recordedKinds()).containsExactly("FINDING_OPENED", "FINDING_CLOSED");
        assertThat(ledger.pending(tenant, 9)).noneMatch(leaf -> leaf.text().contains("dana"));
    }

    @Test
    void recordsFindingsBeforeOpeningThem() {
        IdentityId notes = appId("notes");
        var findings = new InMemoryFindingStore();
        var recorder = new InventoryChangeRecorder(ledger, saltStore, findings);
        for (int expected : List.of(2, 0)) {
            InventoryChangeRecorder.ChangeRecord change = recorder.startRecord(tenant, notes);
            change.addFinding(ModelSamples.finding(notes, "one", Severity.HIGH), Optional.empty());
            change.addFinding(ModelSamples.finding(notes, "two", Severity.LOW), Optional.empty());
            assertThat(change.save()).hasSize(expected);
        }
        assertThat(recordedKinds()).containsExactly("FINDING_OPENED", "FINDING_OPENED");
        assertThat(findings.openByIdentity(tenant, notes))
                .extracting(Finding::key)
                .containsExactly("one", "two");
    }

    /** Several rows of an identity can lead to the same finding, and the most severe one is stored. */
    @Test
    void recordsReplacementFindingButNotUnstoredFinding() {
        Finding low = FindingStoreContract.shadowAi(Severity.LOW);
        Finding high = FindingStoreContract.shadowAi(Severity.HIGH);
        Finding medium = FindingStoreContract.shadowAi(Severity.MEDIUM);
        var findings = new InMemoryFindingStore();
        var recorder = new InventoryChangeRecorder(ledger, saltStore, findings);
        var recorded = new RecordedFindingStore(findings, ledger, saltStore);
        for (Finding finding : List.of(low, low, high, medium, low, high)) {
            InventoryChangeRecorder.ChangeRecord change = recorder.startRecord(tenant, low.identity());
            change.addFinding(finding, Optional.empty());
            var _ = change.save();
            recorded.open(tenant, finding, Optional.empty());
        }
        assertThat(findings.openByIdentity(tenant, low.identity())).containsExactly(high);
        List<LedgerEntry> entries =
                ledger.pending(tenant, 99).stream().map(LedgerEntryJson::read).toList();
        assertThat(entries)
                .extracting(entry -> ((LedgerEvent.FindingOpened) entry.what()).severity())
                .containsExactlyInAnyOrder(Severity.LOW, Severity.HIGH);
        String stored = new Pseudonyms(saltStore).of(tenant, high.identity(), ModelJson.write(high));
        assertThat(entries)
                .anySatisfy(entry -> assertThat(entry.evidence())
                        .extracting(EntryEvidence::digest)
                        .containsExactly(stored));
    }

    @Test
    void recordsFindingBeforeItReplacesAnother() {
        Finding low = FindingStoreContract.shadowAi(Severity.LOW);
        Finding high = FindingStoreContract.shadowAi(Severity.HIGH);
        var findings = new InMemoryFindingStore();
        var recorded = new RecordedFindingStore(findings, ledger, saltStore);
        recorded.open(tenant, low, Optional.empty());
        // The process ends after the entry of the more severe finding was recorded, and the change is handled again.
        FindingStore dying = (FindingStore) Proxy.newProxyInstance(
                FindingStore.class.getClassLoader(), new Class<?>[] {FindingStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("open")) {
                        throw new ProcessCrashedError("open");
                    }
                    return method.invoke(findings, arguments);
                });
        assertThatThrownBy(
                        () -> new RecordedFindingStore(dying, ledger, saltStore).open(tenant, high, Optional.empty()))
                .isInstanceOf(ProcessCrashedError.class);
        assertThat(recordedKinds()).containsExactly("FINDING_OPENED", "FINDING_OPENED");
        assertThat(recorded.open(tenant, high, Optional.empty())).isTrue();
        assertThat(recordedKinds()).containsExactly("FINDING_OPENED", "FINDING_OPENED");
    }

    @Test
    void recordsCoverageGapAndItsEndButNotOutage() {
        var sweeps = new RecordedSweepStore(new InMemorySweepStore(), ledger, new ManualClock(NOON));
        var ref = new PartitionRef(new ConnectionId("google-acme"), new StreamId("tokens"), "dana");
        sweeps.recordFailed(tenant, ref, NOON, new StaleStreamReason("unavailable", "later"));
        sweeps.recordCompleted(
                tenant, ref, new CompletedRead(Optional.empty(), NOON.plusSeconds(1), Optional.empty(), 1));
        assertThat(recordedKinds()).isEmpty();
        for (int i = 2; i < 4; i++) {
            sweeps.recordFailed(
                    tenant, ref, NOON.plusSeconds(i), new StaleStreamReason("insufficient-scope", "ask for it"));
        }
        for (int i = 4; i < 6; i++) {
            sweeps.recordCompleted(
                    tenant, ref, new CompletedRead(Optional.empty(), NOON.plusSeconds(i), Optional.empty(), 1));
        }
        assertThat(recordedKinds()).containsExactly("COVERAGE_GAP_OPENED", "COVERAGE_GAP_CLOSED");
        assertThat(ledger.pending(tenant, 9)).noneMatch(leaf -> leaf.text().contains("dana"));
    }

    @Test
    void recordsRevocationBeforeProviderCallAndOutcomeAfterIt() {
        IdentityId notes = appId("notes");
        var revocations = new RecordedRevocationStore(new InMemoryRevocationStore(), ledger, saltStore);
        RevocationAttempt begun = RevocationAttempt.started(
                notes, List.of(RowKey.grant(notes, "user/1001")), "dana@acme.example", List.of("DELETE /tokens"), NOON);
        revocations.record(tenant, begun);
        assertThat(recordedKinds()).containsExactly("REVOCATION_PREVIEWED");
        for (int i = 0; i < 2; i++) {
            revocations.record(tenant, begun.ended(RevocationAttempt.Outcome.DONE, "", NOON.plusSeconds(1)));
        }
        assertThat(recordedKinds()).containsExactly("REVOCATION_PREVIEWED", "REVOCATION_DONE");
        assertThat(ledger.pending(tenant, 9)).noneMatch(leaf -> leaf.text().contains("1001"));
    }
}
