package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Derives everything again from the stored entries and compares: tiles, the head, every checkpoint that was ever
 * published, the places of entries, and checkpoints that were kept elsewhere. It changes nothing.
 */
public final class LogCheck {
    private static final int PAGE = 500;

    private final LogStore store;
    private final TrustedKeys keys;

    public LogCheck(LogStore store, TrustedKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * What was found.
     *
     * @param entries how many were read
     * @param checkpoints how many signatures and roots were compared
     * @param tiles how many were compared
     * @param problems where something is wrong, the first place first; empty where all is well
     */
    public record Report(long entries, long checkpoints, long tiles, List<String> problems) {
        public Report {
            problems = List.copyOf(problems);
        }
    }

    /** @param known checkpoints kept elsewhere, which the log must continue */
    public Report check(TenantId tenant, List<String> known) {
        return new Run(tenant).check(known);
    }

    /** One check of one log. */
    private final class Run {
        private final TenantId tenant;
        private final TileCheck tiles;
        private final List<String> problems = new ArrayList<>();
        private final TreeMap<Long, List<Signed>> signed = new TreeMap<>();
        private final Set<String> ids = new HashSet<>();
        private Frontier derived = Frontier.EMPTY;
        private long checkpoints;

        private record Signed(String where, Hash root) {}

        Run(TenantId tenant) {
            this.tenant = tenant;
            this.tiles = new TileCheck(tile -> store.tile(tenant, tile), problems);
        }

        Report check(List<String> known) {
            Frontier head = head();
            collect("published checkpoint", published());
            NavigableSet<Long> published = new TreeSet<>(signed.keySet());
            requireHead(published, head);
            collect("known checkpoint", known);
            requirePublished(published, head);
            requireLatest(published, head);
            for (long bundle = 0; bundle * TileId.WIDTH < head.size(); bundle++) {
                bundle(bundle, head.size());
            }
            if (problems.isEmpty() && !derived.equals(head)) {
                problems.add("the head: its root is %s, the entries give %s".formatted(head.root(), derived.root()));
            }
            signed.tailMap(derived.size(), false)
                    .forEach((size, notes) -> problems.add("%s: %s entries were signed, and %d are there"
                            .formatted(notes.getFirst().where, Long.toUnsignedString(size), derived.size())));
            return new Report(derived.size(), checkpoints, tiles.compared(), problems);
        }

        private Frontier head() {
            try {
                return store.head(tenant);
            } catch (RuntimeException e) {
                problems.add("the head: " + e.getMessage());
                return Frontier.EMPTY;
            }
        }

        private List<String> published() {
            List<String> all = new ArrayList<>();
            long from = 0;
            try {
                for (List<String> page = store.checkpoints(tenant, from, PAGE);
                        !page.isEmpty();
                        page = store.checkpoints(tenant, from, PAGE)) {
                    all.addAll(page);
                    from = Checkpoint.parse(SignedNote.parse(page.getLast(), 1).text(), 1)
                                    .size()
                            + 1;
                }
            } catch (NotProvenException | RuntimeException e) {
                problems.add("published checkpoints from size %d on: %s".formatted(from, e.getMessage()));
            }
            return all;
        }

        private void collect(String what, List<String> notes) {
            for (String note : notes) {
                String where = "%s %d".formatted(what, ++checkpoints);
                try {
                    TrustedKeys.Verified verified = keys.verify(SignedNote.parse(note, 1), 1);
                    Checkpoint checkpoint = verified.checkpoint();
                    where = "%s of size %s".formatted(what, Long.toUnsignedString(checkpoint.size()));
                    if (!verified.unknown().isEmpty()) {
                        problems.add("%s: a signature is by %s, whose key is not known"
                                .formatted(where, verified.unknown().getFirst()));
                    }
                    signed.computeIfAbsent(checkpoint.size(), _ -> new ArrayList<>())
                            .add(new Signed(where, checkpoint.root()));
                } catch (NotProvenException e) {
                    problems.add("%s: %s".formatted(where, e.getMessage()));
                }
            }
        }

        private void requireHead(NavigableSet<Long> published, Frontier head) {
            if (!published.isEmpty() && published.last() > head.size() && problems.isEmpty()) {
                problems.add("the head: it has %d entries, fewer than the %d that were published"
                        .formatted(head.size(), published.last()));
            }
        }

        private void requirePublished(Set<Long> published, Frontier head) {
            signed.headMap(head.size(), true).forEach((size, notes) -> {
                if (!published.contains(size)) {
                    problems.add("%s: it is missing among the published checkpoints".formatted(notes.getFirst().where));
                }
            });
        }

        /** The latest has to be the last of those published; the head may be ahead of it, for a moment. */
        private void requireLatest(NavigableSet<Long> published, Frontier head) {
            try {
                Optional<String> latest = store.checkpoint(tenant);
                List<String> last = published.isEmpty() ? List.of() : store.checkpoints(tenant, published.last(), 1);
                if (!latest.equals(last.stream().findFirst()) && problems.isEmpty()) {
                    problems.add("the latest checkpoint is not the one that was published last");
                }
                if (problems.isEmpty() && store.exported(tenant) > head.size()) {
                    problems.add("the mark of what was exported: it says more entries than there are");
                }
                if (latest.isEmpty() && head.size() > 0 && problems.isEmpty()) {
                    problems.add("the latest checkpoint is missing");
                }
            } catch (RuntimeException e) {
                problems.add("the latest checkpoint: " + e.getMessage());
            }
        }

        private void bundle(long bundle, long size) {
            long first = bundle * TileId.WIDTH;
            int width = (int) Math.min(TileId.WIDTH, size - first);
            EntryBundle entries;
            try {
                entries = new LogTiles(store, tenant).entries(bundle, width);
            } catch (RuntimeException e) {
                problems.add("bundle %d of entries: %s".formatted(bundle, e.getMessage()));
                return;
            }
            List<Hash> leaves = entries.leafHashes();
            places(first, entries);
            if (derived.size() == first) {
                roots(leaves);
                if (width == TileId.WIDTH) {
                    tiles.fullBundle(bundle, leaves);
                }
            }
        }

        private void places(long first, EntryBundle entries) {
            long index = first;
            for (byte[] leaf : entries.entries()) {
                String where = "entry %d".formatted(index);
                try {
                    String id = EntryJson.idOf(Bytes.of(leaf));
                    if (!ids.add(id)) {
                        problems.add("%s: '%s' is in the log a second time".formatted(where, id));
                    } else if (!store.indexOf(tenant, id).equals(Optional.of(index))) {
                        problems.add("%s: '%s' is noted at %s"
                                .formatted(
                                        where,
                                        id,
                                        store.indexOf(tenant, id)
                                                .map(String::valueOf)
                                                .orElse("no place")));
                    }
                } catch (RuntimeException e) {
                    problems.add("%s: %s".formatted(where, e.getMessage()));
                }
                index++;
            }
        }

        /** Grows the tree up to each size that somebody signed, and compares there. */
        private void roots(List<Hash> leaves) {
            long start = derived.size();
            long end = start + leaves.size();
            for (Map.Entry<Long, List<Signed>> next :
                    signed.subMap(start, false, end, true).entrySet()) {
                derived = derived.plus(leaves.subList((int) (derived.size() - start), (int) (next.getKey() - start)));
                for (Signed note : next.getValue()) {
                    if (!note.root.equals(derived.root())) {
                        problems.add("%s: its root is %s, the first %d entries give %s"
                                .formatted(note.where, note.root, derived.size(), derived.root()));
                    }
                }
            }
            derived = derived.plus(leaves.subList((int) (derived.size() - start), leaves.size()));
        }
    }
}
