package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileHashes;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Extends a log: sequences entries, then integrates them. Only one write decides the order: {@link LogStore#sequence}.
 * All later steps follow from the sequenced entries, with the same result no matter who repeats them or how many times.
 * So concurrent integrators need no lock, a crash needs no repair, and nothing depends on the clock.
 *
 * <p>No entry is sequenced twice. The integrator reads the head before it requests pending entries. Entries below that
 * head have a permanent position, so they are no longer pending. If another integrator advances the head in the
 * meantime, the next position is already taken and the write fails.
 */
final class LogIntegrator {
    /** The maximum size of a sequenced batch in bytes, well below the size limit of a DynamoDB item. */
    static final int MAX_BYTES = 300 * 1024;

    private final LogStore store;

    LogIntegrator(LogStore store) {
        this.store = store;
    }

    /**
     * Integrates entries until none are pending or {@code shouldContinue} returns false.
     *
     * @return the number of integrated entries
     */
    long integrate(TenantId tenant, BooleanSupplier shouldContinue) {
        long integrated = 0;
        while (shouldContinue.getAsBoolean()) {
            TreeFrontier head = store.head(tenant);
            Optional<EntryBundle> next = store.sequenced(tenant, head.size());
            if (next.isPresent()) {
                integrated += integrate(tenant, head, next.get());
            } else {
                EntryBundle waiting = nextPending(tenant, head.size());
                if (waiting.entries().isEmpty()) {
                    return integrated;
                }
                if (store.sequence(tenant, head.size(), waiting)) {
                    integrated += integrate(tenant, head, waiting);
                }
            }
        }
        return integrated;
    }

    private EntryBundle nextPending(TenantId tenant, long start) {
        int room = TileId.WIDTH - (int) (start % TileId.WIDTH);
        Map<String, byte[]> leaves = new LinkedHashMap<>();
        int bytes = 0;
        for (ImmutableBytes leaf : store.pending(tenant, room)) {
            bytes += leaf.length() + Short.BYTES;
            if (bytes > MAX_BYTES && !leaves.isEmpty()) {
                break;
            }
            leaves.putIfAbsent(LedgerEntryJson.idOf(leaf), leaf.array());
        }
        return new EntryBundle(List.copyOf(leaves.values()));
    }

    private long integrate(TenantId tenant, TreeFrontier head, EntryBundle leaves) {
        Map<String, Long> places = new LinkedHashMap<>();
        for (byte[] leaf : leaves.entries()) {
            places.put(LedgerEntryJson.idOf(ImmutableBytes.of(leaf)), head.size() + places.size());
        }
        store.recordPositions(tenant, places);
        TreeFrontier grown = head.append(leaves.leafHashes());
        if (grown.size() % TileId.WIDTH == 0) {
            storeFullBundle(tenant, grown.size() / TileId.WIDTH - 1);
        }
        return store.advance(tenant, head, grown) ? leaves.entries().size() : 0;
    }

    /** Stores the tile of a bundle that is now full and adds the tile's root to the tile above. */
    private void storeFullBundle(TenantId tenant, long bundle) {
        List<Sha256Hash> hashes = store.entries(tenant, bundle).leafHashes();
        TileId tile = new TileId(0, bundle, TileId.WIDTH);
        store.saveTile(tenant, tile, ImmutableBytes.of(TileHashes.encode(hashes)));
        StoredLogTiles stored = new StoredLogTiles(store, tenant);
        while (tile.isFull()) {
            int place = (int) (tile.index() % TileId.WIDTH);
            long above = tile.index() / TileId.WIDTH;
            int level = tile.level() + 1;
            List<Sha256Hash> wider =
                    new ArrayList<>(place == 0 ? List.of() : stored.hashes(new TileId(level, above, place)));
            wider.add(TreeFrontier.root(hashes));
            hashes = wider;
            tile = new TileId(level, above, place + 1);
            store.saveTile(tenant, tile, ImmutableBytes.of(TileHashes.encode(hashes)));
        }
    }
}
