package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.Tiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets a log grow: sequence, then integrate. The one write that decides is {@link LogStore#sequence}; everything after
 * it follows from what was sequenced, and comes out the same whoever does it and however often. So two integrators need
 * no lock, a crash needs no repair, and no clock is asked.
 *
 * <p>No entry comes twice: whoever sequences has read the head first and asked for waiting entries after it. Entries below
 * that head are settled, so they do not wait; if the head has moved on since, the place is taken and the write fails.
 */
final class Integrator {
    /** Keeps a sequenced piece well below what one item of DynamoDB holds. */
    static final int MOST_BYTES = 300 * 1024;

    private final LogStore store;

    Integrator(LogStore store) {
        this.store = store;
    }

    /**
     * Works until nothing waits, or it shall stop.
     *
     * @return how many entries were integrated
     */
    long integrate(TenantId tenant, BooleanSupplier goOn) {
        long integrated = 0;
        while (goOn.getAsBoolean()) {
            Frontier head = store.head(tenant);
            Optional<EntryBundle> next = store.sequenced(tenant, head.size());
            if (next.isPresent()) {
                integrated += integrate(tenant, head, next.get());
            } else {
                EntryBundle waiting = waiting(tenant, head.size());
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

    private EntryBundle waiting(TenantId tenant, long start) {
        int room = TileId.WIDTH - (int) (start % TileId.WIDTH);
        Map<String, byte[]> leaves = new LinkedHashMap<>();
        int bytes = 0;
        for (Bytes leaf : store.pending(tenant, room)) {
            bytes += leaf.length() + Short.BYTES;
            if (bytes > MOST_BYTES && !leaves.isEmpty()) {
                break;
            }
            leaves.putIfAbsent(EntryJson.idOf(leaf), leaf.array());
        }
        return new EntryBundle(List.copyOf(leaves.values()));
    }

    private long integrate(TenantId tenant, Frontier head, EntryBundle leaves) {
        Map<String, Long> places = new LinkedHashMap<>();
        for (byte[] leaf : leaves.entries()) {
            places.put(EntryJson.idOf(Bytes.of(leaf)), head.size() + places.size());
        }
        store.settle(tenant, places);
        Frontier grown = head.plus(leaves.leafHashes());
        if (grown.size() % TileId.WIDTH == 0) {
            fullBundle(tenant, grown.size() / TileId.WIDTH - 1);
        }
        return store.advance(tenant, head, grown) ? leaves.entries().size() : 0;
    }

    /** The last leaf of a bundle has come: its tile is full, and its root is one more hash in the tile above. */
    private void fullBundle(TenantId tenant, long bundle) {
        List<Hash> hashes = store.entries(tenant, bundle).leafHashes();
        TileId tile = new TileId(0, bundle, TileId.WIDTH);
        store.keepTile(tenant, tile, Bytes.of(Tiles.encode(hashes)));
        LogTiles stored = new LogTiles(store, tenant);
        while (tile.isFull()) {
            int place = (int) (tile.index() % TileId.WIDTH);
            long above = tile.index() / TileId.WIDTH;
            int level = tile.level() + 1;
            List<Hash> wider = new ArrayList<>(place == 0 ? List.of() : stored.hashes(new TileId(level, above, place)));
            wider.add(Frontier.root(hashes));
            hashes = wider;
            tile = new TileId(level, above, place + 1);
            store.keepTile(tenant, tile, Bytes.of(Tiles.encode(hashes)));
        }
    }
}
