package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.StoredLogTiles;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the stored approvals of record with the ledger, which records every transition before it takes effect. An
 * approval that was added or altered in the table has no entry with its content. Reads the approvals first, so both can
 * be in use. Changes nothing: a salt is read only if the ledger contains a digest that was made with it.
 */
public final class StoredApprovalVerifier {
    private static final int PAGE = 200;
    /** The maximum number of waiting entries to read; a ledger that is sealed every minute has far fewer. */
    private static final int MAX_WAITING = 10_000;

    private final ApprovalOfRecordStore approvals;
    private final LogStore log;
    private final SaltStore saltStore;

    public StoredApprovalVerifier(ApprovalOfRecordStore approvals, LogStore log, SaltStore saltStore) {
        this.approvals = approvals;
        this.log = log;
        this.saltStore = saltStore;
    }

    /** Returns the approvals that the ledger does not confirm, one sentence each. */
    public List<String> problems(TenantId tenant) {
        List<ApprovalOfRecord> stored = StorePage.readAll(next -> approvals.recent(tenant, PAGE, next));
        if (stored.isEmpty()) {
            return List.of();
        }
        Map<String, LedgerEntry> waiting = new HashMap<>();
        for (ImmutableBytes leaf : log.pending(tenant, MAX_WAITING)) {
            waiting.put(LedgerEntryJson.idOf(leaf), LedgerEntryJson.read(leaf));
        }
        Pseudonyms names = new Pseudonyms(saltStore);
        List<String> problems = new ArrayList<>();
        for (ApprovalOfRecord approval : stored) {
            problem(tenant, approval, waiting, names)
                    .ifPresent(problem -> problems.add("approval of %s (%s since %s): %s"
                            .formatted(
                                    approval.subject(),
                                    approval.current().state().displayName(),
                                    approval.current().at(),
                                    problem)));
        }
        return problems;
    }

    private Optional<String> problem(
            TenantId tenant, ApprovalOfRecord approval, Map<String, LedgerEntry> waiting, Pseudonyms names) {
        String id = RecordedApprovalOfRecordStore.entryId(approval.withVersion(approval.version() - 1));
        Optional<Long> index = log.indexOf(tenant, id);
        if (index.isEmpty() && !waiting.containsKey(id)) {
            // The entry may have been given its position since the waiting entries were read.
            return log.indexOf(tenant, id).isPresent()
                    ? Optional.empty()
                    : Optional.of("the ledger has no entry of this decision");
        }
        if (index.filter(position -> position >= log.head(tenant).size()).isPresent()) {
            return Optional.empty(); // its position is assigned, and it will be in the next checkpoint
        }
        LedgerEntry entry = index.map(position -> entry(tenant, position)).orElseGet(() -> waiting.get(id));
        if (!entry.what().equals(RecordedApprovalOfRecordStore.event(approval))) {
            return Optional.of("it differs from entry '%s' in state, source or end".formatted(id));
        }
        Optional<String> scope = digest(entry, RecordedApprovalOfRecordStore.SCOPE);
        boolean sameScope = scope.isPresent() == approval.scope().isPresent()
                && scope.stream()
                        .allMatch(digest -> digest.equals(names.ofInstallation(
                                tenant, ModelJson.write(approval.scope().orElseThrow()))));
        boolean sameConditions = digest(entry, RecordedApprovalOfRecordStore.CONDITIONS).stream()
                .allMatch(
                        digest -> digest.equals(names.ofInstallation(tenant, ModelJson.write(approval.conditions()))));
        return sameScope && sameConditions
                ? Optional.empty()
                : Optional.of(
                        "its %s not what entry '%s' records".formatted(sameScope ? "conditions are" : "scope is", id));
    }

    private static Optional<String> digest(LedgerEntry entry, String kind) {
        return entry.evidence().stream()
                .filter(evidence -> evidence.of().equals(kind))
                .map(EntryEvidence::digest)
                .findFirst();
    }

    private LedgerEntry entry(TenantId tenant, long index) {
        return LedgerEntryJson.read(ImmutableBytes.of(new StoredLogTiles(log, tenant)
                .entries(index / TileId.WIDTH, (int) (index % TileId.WIDTH) + 1)
                .entries()
                .getLast()));
    }
}
