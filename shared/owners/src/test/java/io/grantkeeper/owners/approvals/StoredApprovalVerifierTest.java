package io.grantkeeper.owners.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.ApprovalVerifier;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.StoredLedgerItem;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.ledger.record.StoredApprovalVerifier;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The comparison of stored approvals with the ledger")
class StoredApprovalVerifierTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final ApprovalSubject OTTER = new ApprovalSubject.OfProduct("otter-ai");

    private final InMemoryApprovalOfRecordStore table = new InMemoryApprovalOfRecordStore();
    private final InMemoryLogStore log = new InMemoryLogStore();
    private final InMemorySaltStore salts = new InMemorySaltStore();
    private final RecordedApprovalOfRecordStore recorded = new RecordedApprovalOfRecordStore(table, log, salts);

    private static ApprovedScope scope(boolean anyone) {
        return new ApprovedScope(List.of(), List.of("read your calendar events"), anyone);
    }

    private static ApprovalOfRecord decided(ApprovalOfRecord approval, ApprovalState state, boolean anyone) {
        return approval.decided(
                ApprovalDecision.of(
                        state, "dana", ApprovalDecision.Source.COMMAND_LINE, ModelSamples.NOON, "needed by sales"),
                state.permits() ? Optional.of(scope(anyone)) : Optional.empty(),
                ApprovalConditions.none());
    }

    private static ApprovalOfRecord first() {
        return ApprovalOfRecord.first(OTTER, ModelSamples.NOON);
    }

    private void seal() {
        SigningKeyFile key = SigningKeyFile.generate("example.com/ledger", SignatureType.ED25519);
        new SealLedger(log, LogSigningKeys.of(_ -> key), CheckpointExport.none(), Clock.systemUTC())
                .seal(ACME, () -> true);
    }

    private List<String> problems() {
        return problems(table);
    }

    /** Compares stored approvals with the entries in the log, and returns the problems found. */
    private List<String> problems(ApprovalOfRecordStore approvals) {
        Map<String, LedgerEntry> waiting = new HashMap<>();
        log.pending(ACME, 100).forEach(leaf -> waiting.put(LedgerEntryJson.idOf(leaf), LedgerEntryJson.read(leaf)));
        Map<String, LedgerEntry> sealed = new HashMap<>();
        if (log.head(ACME).size() > 0) {
            log.entries(ACME, 0).entries().stream()
                    .map(ImmutableBytes::of)
                    .forEach(leaf -> sealed.put(LedgerEntryJson.idOf(leaf), LedgerEntryJson.read(leaf)));
        }
        List<StoredLedgerItem.Approval> stored = approvals.recent(ACME, 100, Optional.empty()).items().stream()
                .map(approval -> new StoredLedgerItem.Approval("the item", approval))
                .toList();
        return new StoredApprovalVerifier(salts)
                .problems(
                        ACME,
                        new ApprovalVerifier.Found(
                                stored, sealed, waiting, _ -> false, subject -> approvals.find(ACME, subject)));
    }

    @Test
    void confirmsWaitingAndSealedDecisions() {
        ApprovalOfRecord refused = recorded.save(ACME, decided(first(), ApprovalState.REFUSED, false));
        assertThat(problems()).as("while the entry waits").isEmpty();
        seal();
        assertThat(problems()).as("when it is sealed").isEmpty();
        recorded.save(ACME, decided(refused, ApprovalState.APPROVED, true));
        assertThat(problems()).isEmpty();
    }

    @Test
    void reportsApprovalThatWasWrittenWithoutEntry() {
        table.save(ACME, decided(first(), ApprovalState.APPROVED, true));
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("otter-ai", "approved since", "the ledger has no entry of this decision");
    }

    @Test
    void reportsApprovalWhoseScopeOrStateWasAltered() {
        ApprovalOfRecord honest = recorded.save(ACME, decided(first(), ApprovalState.APPROVED, false));
        seal();
        InMemoryApprovalOfRecordStore wider = new InMemoryApprovalOfRecordStore();
        wider.save(ACME, decided(first(), ApprovalState.APPROVED, true));
        assertThat(problems(wider)).singleElement().asString().contains("its scope is not what entry");
        InMemoryApprovalOfRecordStore longer = new InMemoryApprovalOfRecordStore();
        longer.save(
                ACME,
                first().decided(
                                honest.current().withUntil(Optional.of(ModelSamples.NOON.plusSeconds(86_400))),
                                honest.scope(),
                                ApprovalConditions.none()));
        assertThat(problems(longer)).singleElement().asString().contains("the state, source or end of this decision");
    }

    @Test
    void reportsApprovalThatWasDeleted() {
        recorded.save(ACME, decided(first(), ApprovalState.APPROVED, false));
        seal();
        assertThat(problems(new InMemoryApprovalOfRecordStore()))
                .singleElement()
                .asString()
                .contains("product:otter-ai", "the decision 'approved'", "none is stored");
    }

    @Test
    void acceptsDecisionStoredWhileLogIsRead() {
        ApprovalOfRecord refused = recorded.save(ACME, decided(first(), ApprovalState.REFUSED, false));
        List<StoredLedgerItem.Approval> listed = List.of(new StoredLedgerItem.Approval("the item", refused));
        recorded.save(ACME, decided(refused, ApprovalState.APPROVED, true));
        seal();
        Map<String, LedgerEntry> sealed = new HashMap<>();
        log.entries(ACME, 0).entries().stream()
                .map(ImmutableBytes::of)
                .forEach(leaf -> sealed.put(LedgerEntryJson.idOf(leaf), LedgerEntryJson.read(leaf)));
        assertThat(new StoredApprovalVerifier(salts)
                        .problems(
                                ACME,
                                new ApprovalVerifier.Found(
                                        listed, sealed, Map.of(), _ -> false, subject -> table.find(ACME, subject))))
                .isEmpty();
    }
}
