package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.ladder.PolicyChangeLedger;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records in the ledger which policies were proposed, approved, promoted and demoted on the trust ladder. The person
 * who requested a step and the reason given appear only as salted digests. An entry's id contains the policy's revision
 * before the step. So if a step is recorded twice, one entry is stored; if the same step is taken again later, it gets
 * a new entry.
 */
public final class PolicyLadderRecorder implements PolicyChangeLedger {
    private static final EntryActor RECORDER = EntryActor.function("promote-policies");

    private final PendingEntryStore entries;
    private final SaltStore saltStore;
    private final Clock clock;

    public PolicyLadderRecorder(PendingEntryStore entries, SaltStore saltStore, Clock clock) {
        this.entries = entries;
        this.saltStore = saltStore;
        this.clock = clock;
    }

    @Override
    public void proposed(TenantId tenant, StoredPolicy policy, String by) {
        LedgerEvent what =
                new LedgerEvent.PolicyProposed(policy.name(), policy.version().value());
        record(tenant, policy, what, by, "", clock.instant());
    }

    @Override
    public void promoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String by, Instant at) {
        record(
                tenant,
                policy,
                new LedgerEvent.PolicyApproved(policy.name(), policy.version().value()),
                by,
                "",
                at);
        LedgerEvent what =
                new LedgerEvent.PolicyPromoted(policy.name(), policy.version().value(), to.code());
        record(tenant, policy, what, by, "", at);
    }

    @Override
    public void demoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String by, String reason, Instant at) {
        String digest = new Pseudonyms(saltStore).ofInstallation(tenant, reason);
        LedgerEvent what =
                new LedgerEvent.PolicyDemoted(policy.name(), policy.version().value(), to.code(), digest);
        record(tenant, policy, what, by, reason, at);
    }

    private void record(TenantId tenant, StoredPolicy policy, LedgerEvent what, String by, String reason, Instant at) {
        Pseudonyms names = new Pseudonyms(saltStore);
        LedgerEntry entry =
                LedgerEntry.of("", tenant, at, what, RECORDER).withCause(Optional.of(names.ofAddress(tenant, by)));
        String id = "%s/%s/%s/%d".formatted(entry.kind().code(), policy.name(), policy.version(), policy.revision());
        List<EntryEvidence> evidence = reason.isEmpty()
                ? List.of()
                : List.of(new EntryEvidence("reason", names.ofInstallation(tenant, reason)));
        var _ = entries.add(
                tenant,
                new LedgerEntry(
                        id,
                        tenant,
                        at,
                        entry.identity(),
                        what,
                        entry.actors(),
                        Optional.of(policy.version().value()),
                        evidence));
    }
}
