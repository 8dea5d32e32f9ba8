package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.merkle.InMemoryTree;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.policy.store.DecisionBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the listed items of a ledger with its log. The items are listed before the log is read. The log only grows,
 * so every listed item must belong to the log that is read later, even if the log is in use.
 */
final class StoredItemVerifier {
    private static final String CONFIGURATION = "configuration.changed/";

    private final TenantId tenant;
    private final StoredLedgerItems items;
    private final List<StoredLedgerItem.Position> positions = new ArrayList<>();
    private final List<StoredLedgerItem.Sequenced> sequenced = new ArrayList<>();
    private final List<StoredLedgerItem.Tile> tiles = new ArrayList<>();
    private final List<StoredLedgerItem.Decision> decisions = new ArrayList<>();
    private final List<StoredLedgerItem.Batch> batches = new ArrayList<>();
    private final List<StoredLedgerItem.Approval> approvals = new ArrayList<>();
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, LedgerEntry> waitingApprovals = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long count;

    StoredItemVerifier(TenantId tenant, StoredLedgerItems items) {
        this.tenant = tenant;
        this.items = items;
    }

    /** Lists all items. */
    void read() {
        try {
            items.forEach(tenant, this::add);
        } catch (RuntimeException e) {
            problems.add("the stored items cannot be listed: " + e.getMessage());
        }
    }

    long count() {
        return count;
    }

    private void add(StoredLedgerItem item) {
        count++;
        switch (item) {
            case StoredLedgerItem.Position position -> positions.add(position);
            case StoredLedgerItem.Waiting entries -> entries.leaves().forEach(leaf -> addWaiting(entries, leaf));
            case StoredLedgerItem.Sequenced piece -> sequenced.add(piece);
            case StoredLedgerItem.Tile tile -> tiles.add(tile);
            case StoredLedgerItem.Decision decision -> decisions.add(decision);
            case StoredLedgerItem.Batch batch -> batches.add(batch);
            case StoredLedgerItem.Approval approval -> approvals.add(approval);
            case StoredLedgerItem.ReadByName _ -> {}
            case StoredLedgerItem.Unexpected unexpected ->
                problems.add("%s: %s".formatted(unexpected.where(), unexpected.problem()));
        }
    }

    private void addWaiting(StoredLedgerItem.Waiting item, ImmutableBytes leaf) {
        try {
            LedgerEntry entry = LedgerEntryJson.read(leaf);
            if (!entry.tenant().equals(tenant)) {
                problems.add(
                        "%s: the entry '%s' belongs to tenant %s".formatted(item.where(), entry.id(), entry.tenant()));
            } else if (!LedgerEntryJson.write(entry).equals(leaf)) {
                problems.add("%s: the entry '%s' is not in canonical form".formatted(item.where(), entry.id()));
            }
            waiting.add(entry.id());
            if (entry.id().startsWith(EntryIds.APPROVALS)) {
                waitingApprovals.put(entry.id(), entry);
            }
        } catch (RuntimeException e) {
            problems.add("%s: it does not contain an entry: %s".formatted(item.where(), e.getMessage()));
        }
    }

    /**
     * The content of the log.
     *
     * @param size the number of integrated entries
     * @param intact whether no problem of the log itself was found; otherwise, the items cannot be compared with it
     * @param indexById the index of each entry, including those that are sequenced but not yet integrated
     * @param next the number of entries that are sequenced but not yet integrated
     * @param unplaced the ids of those entries that have no position yet; each of them must still be stored as a
     *     waiting entry
     * @param tiles the tiles that belong to the log
     * @param batches the entries that record batches of decisions, by entry id
     */
    record LogContent(
            long size,
            boolean intact,
            Map<String, Long> indexById,
            int next,
            List<String> unplaced,
            Set<TileId> tiles,
            Map<String, LedgerEntry> batches) {}

    /**
     * Returns the problems of the items: those found while listing them, and contradictions between the items and the
     * log.
     */
    List<String> compare(LogContent log) {
        if (log.intact()) {
            comparePositions(log);
            compareSequenced(log);
            for (StoredLedgerItem.Tile tile : tiles) {
                if (!log.tiles().contains(tile.tile())) {
                    problems.add("%s: %s does not belong to a log of %d entries"
                            .formatted(tile.where(), tile.tile().path(), log.size()));
                }
            }
            try {
                compareConfiguration(log);
            } catch (RuntimeException e) {
                problems.add("the configuration that was recorded last: " + e.getMessage());
            }
        }
        compareDecisions(log);
        return problems;
    }

    /**
     * Returns the data with which to compare the approvals.
     *
     * @param sealed the entries that record approvals and already have a position
     */
    ApprovalVerifier.Found approvals(Map<String, LedgerEntry> sealed) {
        return new ApprovalVerifier.Found(
                approvals,
                sealed,
                waitingApprovals,
                id -> items.isWaiting(tenant, id),
                subject -> items.approval(tenant, subject));
    }

    private void compareSequenced(LogContent log) {
        for (StoredLedgerItem.Sequenced piece : sequenced) {
            boolean isNext = piece.start() == log.size() && piece.count() == log.next();
            if (piece.start() + piece.count() > log.size() && !isNext) {
                problems.add("%s: it contains entries from number %d on, but the log has only %d"
                        .formatted(piece.where(), piece.start(), log.size()));
            }
        }
        for (String id : log.unplaced()) {
            if (!waiting.contains(id) && !items.isWaiting(tenant, id)) {
                problems.add("entry %d: '%s' is sequenced, but was never recorded"
                        .formatted(log.indexById().get(id), id));
            }
        }
    }

    private void comparePositions(LogContent log) {
        Map<String, Long> expected = HashMap.newHashMap(log.indexById().size());
        log.indexById().forEach((id, index) -> expected.put(items.keyOf(tenant, id), index));
        for (StoredLedgerItem.Position position : positions) {
            Optional<Long> index = Optional.ofNullable(expected.get(position.key()));
            if (index.isEmpty()) {
                problems.add(
                        "%s: it records position %d for an entry that is not in the log; such an entry would never be"
                                        .formatted(position.where(), position.index())
                                + " recorded");
            } else if (index.get() != position.index()) {
                problems.add("%s: it records position %d, but the entry is at %d"
                        .formatted(position.where(), position.index(), index.get()));
            }
        }
    }

    private void compareConfiguration(LogContent log) {
        long latest = -1;
        for (String id : log.indexById().keySet()) {
            latest = Math.max(latest, number(id));
        }
        Optional<StoredLedgerItem.Configuration> stored = items.configuration(tenant);
        if (stored.isEmpty()) {
            if (latest >= 0) {
                problems.add(
                        "the configuration that was recorded last is missing; the log's latest has number " + latest);
            }
        } else if (!isRecorded(log, stored.get().entry())) {
            problems.add("%s: the ledger does not record this configuration"
                    .formatted(stored.get().where()));
        } else if (stored.get().number() < latest) {
            problems.add(
                    "%s: its number is %d, but the log's latest configuration has number %d; if a sweep was interrupted,"
                                    .formatted(
                                            stored.get().where(), stored.get().number(), latest)
                            + " the next one corrects it");
        }
    }

    /** Returns the number in the id of an entry that records a configuration; -1 for any other entry. */
    private static long number(String id) {
        if (!id.startsWith(CONFIGURATION)) {
            return -1;
        }
        try {
            return Long.parseLong(id.substring(CONFIGURATION.length(), id.indexOf('/', CONFIGURATION.length())));
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            return -1;
        }
    }

    private boolean isRecorded(LogContent log, String entry) {
        return log.indexById().containsKey(entry) || waiting.contains(entry) || items.isWaiting(tenant, entry);
    }

    private void compareDecisions(LogContent log) {
        Map<String, DecisionBatch> byId = new HashMap<>();
        Map<String, String> batchOf = new HashMap<>();
        for (StoredLedgerItem.Batch stored : batches) {
            compareBatch(log, stored);
            byId.put(stored.batch().id(), stored.batch());
            stored.batch()
                    .decisions()
                    .forEach(decision -> batchOf.put(decision, stored.batch().id()));
        }
        for (StoredLedgerItem.Decision decision : decisions) {
            decision.batch()
                    .or(() -> Optional.ofNullable(batchOf.get(decision.id())))
                    .ifPresent(batch -> compareDecision(decision, batch, byId));
        }
        Set<String> stored =
                decisions.stream().map(StoredLedgerItem.Decision::id).collect(Collectors.toSet());
        for (StoredLedgerItem.Batch batch : batches) {
            batch.batch().decisions().stream()
                    .filter(id -> !stored.contains(id) && !items.hasDecision(tenant, id))
                    .forEach(id -> problems.add("%s: its decision '%s' is missing".formatted(batch.where(), id)));
        }
        for (String entry : log.batches().keySet()) {
            String id = entry.substring(EntryIds.DECISION_BATCHES.length());
            if (!byId.containsKey(id) && items.batch(tenant, id).isEmpty()) {
                problems.add("the batch of decisions that the entry '%s' records is missing".formatted(entry));
            }
        }
    }

    private void compareDecision(StoredLedgerItem.Decision decision, String id, Map<String, DecisionBatch> byId) {
        Optional<DecisionBatch> batch = Optional.ofNullable(byId.get(id)).or(() -> items.batch(tenant, id));
        if (batch.isEmpty()) {
            problems.add("%s: its batch '%s' does not exist".formatted(decision.where(), id));
        } else {
            compareLeaf(decision, batch.get());
        }
    }

    private void compareBatch(LogContent log, StoredLedgerItem.Batch stored) {
        DecisionBatch batch = stored.batch();
        try {
            Sha256Hash root = new InMemoryTree(
                            batch.leaves().stream().map(Sha256Hash::parse).toList())
                    .root();
            if (!root.toString().equals(batch.root())
                    || !HexFormat.of().formatHex(root.bytes()).equals(batch.id())
                    || batch.decisions().size() != batch.leaves().size()) {
                problems.add("%s: the root of its leaves is %s, which differs from the root in its id"
                        .formatted(stored.where(), root));
                return;
            }
        } catch (RuntimeException e) {
            problems.add("%s: %s".formatted(stored.where(), e.getMessage()));
            return;
        }
        String entry = EntryIds.ofDecisionBatch(batch);
        Optional<LedgerEntry> recorded = Optional.ofNullable(log.batches().get(entry));
        if (recorded.isPresent() && !records(recorded.get(), batch)) {
            problems.add("%s: the entry '%s' records another number, root, policy version or time"
                    .formatted(stored.where(), entry));
        } else if (!stored.open() && !isRecorded(log, entry)) {
            problems.add("%s: the ledger does not record this batch".formatted(stored.where()));
        }
    }

    private static boolean records(LedgerEntry entry, DecisionBatch batch) {
        return entry.what()
                        .equals(new LedgerEvent.DecisionsMade(batch.decisions().size(), batch.root()))
                && entry.policy().equals(Optional.of(batch.version()))
                && entry.at().equals(batch.at());
    }

    private void compareLeaf(StoredLedgerItem.Decision decision, DecisionBatch batch) {
        int index = batch.decisions().indexOf(decision.id());
        Sha256Hash leaf = MerkleHashing.leaf(decision.document().getBytes(StandardCharsets.UTF_8));
        if (index < 0 || index >= batch.leaves().size()) {
            problems.add("%s: the decision '%s' is not in its batch".formatted(decision.where(), decision.id()));
        } else if (!leaf.toString().equals(batch.leaves().get(index))) {
            problems.add("%s: the decision '%s' differs from what the ledger recorded"
                    .formatted(decision.where(), decision.id()));
        }
    }
}
