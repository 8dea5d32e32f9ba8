package io.grantkeeper.evidence.report;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.StoredLogTiles;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.tile.TileSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's log with all of its signed checkpoints.
 *
 * @param checkpoints the published checkpoints, smallest first
 * @param keys the keys that are trusted to sign
 */
public record SignedLog(TenantId tenant, TileSource entries, List<String> checkpoints, TrustedKeys keys) {
    private static final int PAGE = 500;

    public SignedLog {
        checkpoints = List.copyOf(checkpoints);
    }

    /** Returns the log from a store. */
    public static SignedLog of(LogStore store, TenantId tenant, TrustedKeys keys) {
        List<String> all = new ArrayList<>();
        long from = 0;
        for (List<String> page = store.checkpoints(tenant, from, PAGE);
                !page.isEmpty();
                page = store.checkpoints(tenant, from, PAGE)) {
            all.addAll(page);
            from = sizeOf(page.getLast()) + 1;
        }
        return new SignedLog(tenant, new StoredLogTiles(store, tenant), all, keys);
    }

    /** Returns the number of entries covered by the latest checkpoint; 0 if no checkpoint has been signed yet. */
    public long size() {
        return checkpoints.isEmpty() ? 0 : sizeOf(checkpoints.getLast());
    }

    /**
     * Returns the smallest checkpoint that covers this many entries; empty if none does. A report based on it does not
     * change when the log grows, because later checkpoints do not change these entries.
     */
    Optional<String> covering(long size) {
        return checkpoints.stream().filter(note -> sizeOf(note) >= size).findFirst();
    }

    /**
     * Checks that a checkpoint of this size was published.
     *
     * @throws IllegalArgumentException if no checkpoint has this size
     */
    public void requirePublished(long size) {
        var _ = of(size);
    }

    /**
     * Returns the checkpoint of this size.
     *
     * @throws IllegalArgumentException if no checkpoint has this size; the message names the command that lists
     *         checkpoints
     */
    String of(long size) {
        return checkpoints.stream()
                .filter(note -> sizeOf(note) == size)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no checkpoint of size %d was published; see 'grantkeeper ledger show --checkpoints'"
                                .formatted(size)));
    }

    static long sizeOf(String note) {
        try {
            return Checkpoint.parse(SignedNote.parse(note, 1).text(), 1).size();
        } catch (ProofFailedException e) {
            throw new IllegalStateException("a stored checkpoint is malformed: " + e.getMessage(), e);
        }
    }
}
