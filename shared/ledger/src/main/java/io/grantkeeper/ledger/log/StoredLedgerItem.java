package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.policy.store.DecisionBatch;
import java.util.List;
import java.util.Optional;

/** One stored item of a ledger, as {@link StoredLedgerItems} found it. Every item states where it is stored. */
public sealed interface StoredLedgerItem {
    String where();

    /**
     * The position of an entry.
     *
     * @param key the key under which the position is stored; {@link StoredLedgerItems#keyOf} returns it for the entry's
     *     id
     */
    record Position(String where, String key, long index) implements StoredLedgerItem {}

    /** Entries that wait for a position. */
    record Waiting(String where, List<ImmutableBytes> leaves) implements StoredLedgerItem {
        public Waiting {
            leaves = List.copyOf(leaves);
        }
    }

    /** Entries that were sequenced together. */
    record Sequenced(String where, long start, int count) implements StoredLedgerItem {}

    /** A tile of hashes. */
    record Tile(String where, TileId tile) implements StoredLedgerItem {}

    /**
     * A decision.
     *
     * @param document the decision, byte for byte
     * @param batch the id of the batch that contains it; empty if it waits for one
     */
    record Decision(String where, String id, String document, Optional<String> batch) implements StoredLedgerItem {}

    /**
     * A batch of decisions.
     *
     * @param open whether the batch is still being recorded in the ledger
     */
    record Batch(String where, DecisionBatch batch, boolean open) implements StoredLedgerItem {}

    /** An approval of record. */
    record Approval(String where, ApprovalOfRecord approval) implements StoredLedgerItem {}

    /**
     * An item that Grantkeeper always reads by a fixed key, so it cannot be orphaned: the head, a checkpoint, the
     * export position or the configuration.
     */
    record ReadByName(String where) implements StoredLedgerItem {}

    /** An item that Grantkeeper does not write, or does not write in this form. */
    record Unexpected(String where, String problem) implements StoredLedgerItem {}

    /** The configuration that was recorded last, with the id of the entry that records it. */
    record Configuration(String where, long number, String entry) {}
}
