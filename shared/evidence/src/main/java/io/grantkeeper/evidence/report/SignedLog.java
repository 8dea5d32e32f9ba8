package io.grantkeeper.evidence.report;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.LogTiles;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.tile.TileSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's log with everything that was signed of it.
 *
 * @param checkpoints as they were published, smallest first
 * @param keys who may have signed
 */
public record SignedLog(TenantId tenant, TileSource entries, List<String> checkpoints, TrustedKeys keys) {
    private static final int PAGE = 500;

    public SignedLog {
        checkpoints = List.copyOf(checkpoints);
    }

    /** As it is stored. */
    public static SignedLog of(LogStore store, TenantId tenant, TrustedKeys keys) {
        List<String> all = new ArrayList<>();
        long from = 0;
        for (List<String> page = store.checkpoints(tenant, from, PAGE);
                !page.isEmpty();
                page = store.checkpoints(tenant, from, PAGE)) {
            all.addAll(page);
            from = sizeOf(page.getLast()) + 1;
        }
        return new SignedLog(tenant, new LogTiles(store, tenant), all, keys);
    }

    /** How many entries are under the latest checkpoint; 0 where nothing is signed. */
    public long size() {
        return checkpoints.isEmpty() ? 0 : sizeOf(checkpoints.getLast());
    }

    /** The smallest checkpoint that covers so many entries: later ones change nothing about these. */
    Optional<String> covering(long size) {
        return checkpoints.stream().filter(note -> sizeOf(note) >= size).findFirst();
    }

    /** @throws IllegalArgumentException where no checkpoint of that size was published */
    public void requirePublished(long size) {
        var _ = of(size);
    }

    /** @throws IllegalArgumentException naming what can be done where there is none of that size */
    String of(long size) {
        return checkpoints.stream()
                .filter(note -> sizeOf(note) == size)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no checkpoint of size %d was published; 'grantkeeper ledger show --checkpoints' lists them"
                                .formatted(size)));
    }

    static long sizeOf(String note) {
        try {
            return Checkpoint.parse(SignedNote.parse(note, 1).text(), 1).size();
        } catch (NotProvenException e) {
            throw new IllegalStateException("a stored checkpoint is not one: " + e.getMessage(), e);
        }
    }
}
