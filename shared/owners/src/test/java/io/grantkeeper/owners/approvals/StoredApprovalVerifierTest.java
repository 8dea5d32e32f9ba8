package io.grantkeeper.owners.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.ledger.record.StoredApprovalVerifier;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
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
    private final StoredApprovalVerifier verifier = new StoredApprovalVerifier(table, log, salts);

    private static ApprovedScope scope(boolean anyone) {
        return new ApprovedScope(
                List.of(),
                List.of("read your calendar events"),
                anyone,
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet());
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

    @Test
    void confirmsDecisionsThatWaitAndDecisionsThatAreSealed() {
        ApprovalOfRecord refused = recorded.save(ACME, decided(first(), ApprovalState.REFUSED, false));
        assertThat(verifier.problems(ACME)).as("while the entry waits").isEmpty();
        seal();
        assertThat(verifier.problems(ACME)).as("when it is sealed").isEmpty();
        recorded.save(ACME, decided(refused, ApprovalState.APPROVED, true));
        assertThat(verifier.problems(ACME)).isEmpty();
    }

    @Test
    void reportsApprovalThatWasWrittenWithoutEntry() {
        table.save(ACME, decided(first(), ApprovalState.APPROVED, true));
        assertThat(verifier.problems(ACME))
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
        assertThat(new StoredApprovalVerifier(wider, log, salts).problems(ACME))
                .singleElement()
                .asString()
                .contains("its scope is not what entry");
        InMemoryApprovalOfRecordStore longer = new InMemoryApprovalOfRecordStore();
        longer.save(
                ACME,
                first().decided(
                                honest.current().withUntil(Optional.of(ModelSamples.NOON.plusSeconds(86_400))),
                                honest.scope(),
                                ApprovalConditions.none()));
        assertThat(new StoredApprovalVerifier(longer, log, salts).problems(ACME))
                .singleElement()
                .asString()
                .contains("in state, source or end");
    }
}
