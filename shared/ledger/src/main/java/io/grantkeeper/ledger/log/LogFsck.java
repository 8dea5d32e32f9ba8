package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
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
 * Recomputes the log from the stored entries and compares the result with all other stored data: tiles, the head, every
 * published checkpoint, the entries' positions, and checkpoints that are stored outside the log store. Changes nothing.
 */
public final class LogFsck {
    private static final int PAGE = 500;

    private final LogStore store;
    private final TrustedKeys keys;

    public LogFsck(LogStore store, TrustedKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * The result of a check.
     *
     * @param entries the number of entries read
     * @param checkpoints the number of published and known checkpoints that were checked
     * @param tiles the number of tiles compared
     * @param problems the problems found, in log order; empty if there are none
     */
    public record Report(long entries, long checkpoints, long tiles, List<String> problems) {
        public Report {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Checks a log.
     *
     * @param known checkpoints that are stored outside the log store; the log must be consistent with each of them
     */
    public Report check(TenantId tenant, List<String> known) {
        return new Run(tenant).check(known);
    }

    /** A check of one log. */
    private final class Run {
        private final TenantId tenant;
        private final TileVerifier tiles;
        private final List<String> problems = new ArrayList<>();
        private final TreeMap<Long, List<Signed>> signed = new TreeMap<>();
        private final Set<String> ids = new HashSet<>();
        private TreeFrontier derived = TreeFrontier.EMPTY;
        private long checkpoints;

        private record Signed(String where, Sha256Hash root) {}

        Run(TenantId tenant) {
            this.tenant = tenant;
            this.tiles = new TileVerifier(tile -> store.tile(tenant, tile), problems);
        }

        Report check(List<String> known) {
            TreeFrontier head = head();
            verifyAndCollect("published checkpoint", published());
            NavigableSet<Long> published = new TreeSet<>(signed.keySet());
            requireHead(published, head);
            verifyAndCollect("known checkpoint", known);
            requirePublished(published, head);
            requireLatest(published, head);
            for (long bundle = 0; bundle * TileId.WIDTH < head.size(); bundle++) {
                checkBundle(bundle, head.size());
            }
            if (problems.isEmpty() && !derived.equals(head)) {
                problems.add(
                        "the head: its root is %s, but the entries give %s".formatted(head.root(), derived.root()));
            }
            signed.tailMap(derived.size(), false)
                    .forEach((size, notes) -> problems.add("%s: %s entries were signed, but only %d exist"
                            .formatted(notes.getFirst().where, Long.toUnsignedString(size), derived.size())));
            return new Report(derived.size(), checkpoints, tiles.compared(), problems);
        }

        private TreeFrontier head() {
            try {
                return store.head(tenant);
            } catch (RuntimeException e) {
                problems.add("the head: " + e.getMessage());
                return TreeFrontier.EMPTY;
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
            } catch (ProofFailedException | RuntimeException e) {
                problems.add("published checkpoints of size %d or larger: %s".formatted(from, e.getMessage()));
            }
            return all;
        }

        private void verifyAndCollect(String what, List<String> notes) {
            for (String note : notes) {
                String where = "%s %d".formatted(what, ++checkpoints);
                try {
                    TrustedKeys.Verified verified = keys.verify(SignedNote.parse(note, 1), 1);
                    Checkpoint checkpoint = verified.checkpoint();
                    where = "%s of size %s".formatted(what, Long.toUnsignedString(checkpoint.size()));
                    if (!verified.unknown().isEmpty()) {
                        problems.add("%s: it has a signature by %s, whose key is unknown"
                                .formatted(where, verified.unknown().getFirst()));
                    }
                    signed.computeIfAbsent(checkpoint.size(), _ -> new ArrayList<>())
                            .add(new Signed(where, checkpoint.root()));
                } catch (ProofFailedException e) {
                    problems.add("%s: %s".formatted(where, e.getMessage()));
                }
            }
        }

        private void requireHead(NavigableSet<Long> published, TreeFrontier head) {
            if (!published.isEmpty() && published.last() > head.size() && problems.isEmpty()) {
                problems.add("the head: it has %d entries, fewer than the %d that were published"
                        .formatted(head.size(), published.last()));
            }
        }

        private void requirePublished(Set<Long> published, TreeFrontier head) {
            signed.headMap(head.size(), true).forEach((size, notes) -> {
                if (!published.contains(size)) {
                    problems.add("%s: it is not among the published checkpoints".formatted(notes.getFirst().where));
                }
            });
        }

        /**
         * Checks that the latest checkpoint is the one that was published last. The head may briefly be ahead of that
         * checkpoint.
         */
        private void requireLatest(NavigableSet<Long> published, TreeFrontier head) {
            try {
                Optional<String> latest = store.checkpoint(tenant);
                List<String> last = published.isEmpty() ? List.of() : store.checkpoints(tenant, published.last(), 1);
                if (!latest.equals(last.stream().findFirst()) && problems.isEmpty()) {
                    problems.add("the latest checkpoint is not the one that was published last");
                }
                if (problems.isEmpty() && store.exportedSize(tenant) > head.size()) {
                    problems.add("the export position exceeds the number of entries");
                }
                if (latest.isEmpty() && head.size() > 0 && problems.isEmpty()) {
                    problems.add("the latest checkpoint is missing");
                }
            } catch (RuntimeException e) {
                problems.add("the latest checkpoint: " + e.getMessage());
            }
        }

        private void checkBundle(long bundle, long size) {
            long first = bundle * TileId.WIDTH;
            int width = (int) Math.min(TileId.WIDTH, size - first);
            EntryBundle entries;
            try {
                entries = new StoredLogTiles(store, tenant).entries(bundle, width);
            } catch (RuntimeException e) {
                problems.add("entry bundle %d: %s".formatted(bundle, e.getMessage()));
                return;
            }
            List<Sha256Hash> leaves = entries.leafHashes();
            checkPositions(first, entries);
            if (derived.size() == first) {
                checkRoots(leaves);
                if (width == TileId.WIDTH) {
                    tiles.checkFullBundle(bundle, leaves);
                }
            }
        }

        private void checkPositions(long first, EntryBundle entries) {
            long index = first;
            for (byte[] leaf : entries.entries()) {
                String where = "entry %d".formatted(index);
                try {
                    String id = LedgerEntryJson.idOf(ImmutableBytes.of(leaf));
                    if (!ids.add(id)) {
                        problems.add("%s: '%s' is already in the log".formatted(where, id));
                    } else if (!store.indexOf(tenant, id).equals(Optional.of(index))) {
                        problems.add("%s: '%s' is recorded at %s"
                                .formatted(
                                        where,
                                        id,
                                        store.indexOf(tenant, id)
                                                .map(String::valueOf)
                                                .orElse("no position")));
                    }
                } catch (RuntimeException e) {
                    problems.add("%s: %s".formatted(where, e.getMessage()));
                }
                index++;
            }
        }

        /**
         * Recomputes the root of the tree at each size for which a checkpoint was signed, and compares it with the
         * signed root.
         */
        private void checkRoots(List<Sha256Hash> leaves) {
            long start = derived.size();
            long end = start + leaves.size();
            for (Map.Entry<Long, List<Signed>> next :
                    signed.subMap(start, false, end, true).entrySet()) {
                derived = derived.append(leaves.subList((int) (derived.size() - start), (int) (next.getKey() - start)));
                for (Signed note : next.getValue()) {
                    if (!note.root.equals(derived.root())) {
                        problems.add("%s: its root is %s, but the first %d entries give %s"
                                .formatted(note.where, note.root, derived.size(), derived.root()));
                    }
                }
            }
            derived = derived.append(leaves.subList((int) (derived.size() - start), leaves.size()));
        }
    }
}
