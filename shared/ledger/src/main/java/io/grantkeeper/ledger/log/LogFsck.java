package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Recomputes the log from the stored entries and compares the result with all other stored data: tiles, the head, every
 * published checkpoint, the entries' positions, and checkpoints that are stored outside the log store. With a listing
 * of the stored items, this class also checks that each of them belongs to the log, and compares the stored decisions
 * and approvals with the entries that record them. It changes nothing. Each step reads data that is at least as recent
 * as that of the step before, so the log can be in use.
 */
public final class LogFsck {
    private static final int PAGE = 500;

    private final LogStore store;
    private final TrustedKeys keys;
    private final Optional<StoredLedgerItems> items;
    private final Optional<ApprovalVerifier> approvalVerifier;

    /**
     * Creates a check of only the items that the log store returns. It does not find stored items that nothing refers
     * to.
     */
    public LogFsck(LogStore store, TrustedKeys keys) {
        this(store, keys, Optional.empty(), Optional.empty());
    }

    /** Creates a check of every stored item. It does not compare approvals with their entries. */
    public LogFsck(LogStore store, TrustedKeys keys, StoredLedgerItems items) {
        this(store, keys, Optional.of(items), Optional.empty());
    }

    /** Creates a check of every stored item, including the approvals of record. */
    public LogFsck(LogStore store, TrustedKeys keys, StoredLedgerItems items, ApprovalVerifier approvalVerifier) {
        this(store, keys, Optional.of(items), Optional.of(approvalVerifier));
    }

    private LogFsck(
            LogStore store,
            TrustedKeys keys,
            Optional<StoredLedgerItems> items,
            Optional<ApprovalVerifier> approvalVerifier) {
        this.store = store;
        this.keys = keys;
        this.items = items;
        this.approvalVerifier = approvalVerifier;
    }

    /**
     * The result of a check.
     *
     * @param entries the number of entries read
     * @param checkpoints the number of published and known checkpoints that were checked
     * @param tiles the number of tiles compared
     * @param items the number of stored items listed
     * @param problems the problems found, in log order; empty if there are none
     */
    public record Report(long entries, long checkpoints, long tiles, long items, List<String> problems) {
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
        private final Map<String, Long> indexById = new HashMap<>();
        private final Map<String, LedgerEntry> batches = new HashMap<>();
        private final Map<String, LedgerEntry> approvals = new HashMap<>();
        private final List<Sha256Hash> unfinished = new ArrayList<>();
        private TreeFrontier derived = TreeFrontier.EMPTY;
        private long checkpoints;

        private record Signed(String where, Sha256Hash root) {}

        Run(TenantId tenant) {
            this.tenant = tenant;
            this.tiles = new TileVerifier(tile -> store.tile(tenant, tile), problems);
        }

        Report check(List<String> known) {
            Optional<StoredItemVerifier> listed = items.map(all -> new StoredItemVerifier(tenant, all));
            listed.ifPresent(StoredItemVerifier::read);
            verifyAndCollect("published checkpoint", published(0));
            long last = signed.isEmpty() ? 0 : signed.lastKey();
            Optional<String> latest = latest();
            long latestSize = latest.map(this::sizeOf).orElse(0L);
            if (latestSize > last) {
                // It was published in the meantime.
                verifyAndCollect("published checkpoint", published(last + 1));
            }
            NavigableSet<Long> published = new TreeSet<>(signed.keySet());
            TreeFrontier head = head();
            requireHead(published, head);
            verifyAndCollect("known checkpoint", known);
            requirePublished(published, head);
            requireLatest(latest, latestSize, last, head);
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
            long compared = tiles.compared().size();
            listed.ifPresent(stored -> compare(stored, content(head.size())));
            return new Report(
                    derived.size(),
                    checkpoints,
                    compared,
                    listed.map(StoredItemVerifier::count).orElse(0L),
                    problems);
        }

        private void compare(StoredItemVerifier stored, StoredItemVerifier.LogContent content) {
            problems.addAll(stored.compare(content));
            if (content.intact()) {
                approvalVerifier.ifPresent(
                        verifier -> problems.addAll(verifier.problems(tenant, stored.approvals(approvals))));
            }
        }

        /** Returns the content of the log, including a batch of entries that is sequenced but not yet integrated. */
        private StoredItemVerifier.LogContent content(long size) {
            boolean intact = problems.isEmpty();
            List<byte[]> next = List.of();
            List<String> unplaced = List.of();
            try {
                next = store.sequenced(tenant, size).map(EntryBundle::entries).orElse(List.of());
                unplaced = addUnfinished(size, next);
            } catch (RuntimeException e) {
                problems.add("entries from number %d on: %s".formatted(size, e.getMessage()));
            }
            return new StoredItemVerifier.LogContent(
                    size, intact, indexById, next.size(), unplaced, tiles.compared(), batches);
        }

        /** Adds entries that are sequenced but not yet integrated, and returns the ids of those without a position. */
        private List<String> addUnfinished(long size, List<byte[]> next) {
            List<String> unplaced = new ArrayList<>();
            for (int i = 0; i < next.size(); i++) {
                String id = LedgerEntryJson.idOf(ImmutableBytes.of(next.get(i)));
                addApproval(id, next.get(i));
                Optional<Long> index = store.indexOf(tenant, id);
                if (index.isEmpty()) {
                    unplaced.add(id);
                } else if (index.get() != size + i) {
                    problems.add("entry %d: '%s' is recorded at %d".formatted(size + i, id, index.get()));
                }
                indexById.putIfAbsent(id, size + i);
            }
            if (!next.isEmpty() && (size + next.size()) % TileId.WIDTH == 0 && derived.size() == size) {
                unfinished.addAll(new EntryBundle(next).leafHashes());
                tiles.checkUnfinishedBundle(size / TileId.WIDTH, unfinished);
            }
            return unplaced;
        }

        private Optional<String> latest() {
            try {
                return store.checkpoint(tenant);
            } catch (RuntimeException e) {
                problems.add("the latest checkpoint: " + e.getMessage());
                return Optional.empty();
            }
        }

        private TreeFrontier head() {
            try {
                return store.head(tenant);
            } catch (RuntimeException e) {
                problems.add("the head: " + e.getMessage());
                return TreeFrontier.EMPTY;
            }
        }

        private List<String> published(long first) {
            List<String> all = new ArrayList<>();
            long from = first;
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
         * Checks that the latest checkpoint is one of the published checkpoints, and that no checkpoint published
         * before it was read is larger. The head may already contain more entries.
         */
        private void requireLatest(Optional<String> latest, long size, long published, TreeFrontier head) {
            if (!problems.isEmpty()) {
                return;
            }
            try {
                boolean isPublished =
                        latest.isEmpty() ? published == 0 : isPublished(latest.get(), size) || isPublishedAgain();
                if (latest.isEmpty() && head.size() > 0) {
                    problems.add("the latest checkpoint is missing");
                } else if (!isPublished || published > size) {
                    problems.add("the latest checkpoint is not the one that was published last");
                } else {
                    requireExportPosition(store.exportedSize(tenant), head);
                }
            } catch (RuntimeException e) {
                problems.add("the latest checkpoint: " + e.getMessage());
            }
        }

        private void requireExportPosition(long position, TreeFrontier head) {
            if (position > head.size()) {
                problems.add("the export position is %d, but there are %d entries".formatted(position, head.size()));
            }
        }

        private boolean isPublished(String latest, long size) {
            return Optional.of(latest)
                    .equals(store.checkpoints(tenant, size, 1).stream().findFirst());
        }

        /**
         * Reads the latest checkpoint again, and returns whether it is now also among the published checkpoints. It may
         * have been published again with the cosignature of a witness or the signature of a new key while the check was
         * comparing the two copies.
         */
        private boolean isPublishedAgain() {
            try {
                Optional<String> again = latest();
                if (again.isEmpty()) {
                    return false;
                }
                Checkpoint verified =
                        keys.verify(SignedNote.parse(again.get(), 1), 1).checkpoint();
                return isPublished(again.get(), verified.size());
            } catch (ProofFailedException e) {
                problems.add("the latest checkpoint: " + e.getMessage());
                return false;
            }
        }

        private long sizeOf(String note) {
            try {
                return Checkpoint.parse(SignedNote.parse(note, 1).text(), 1).size();
            } catch (ProofFailedException e) {
                problems.add("the latest checkpoint: " + e.getMessage());
                return 0;
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
                } else {
                    unfinished.addAll(leaves);
                }
            }
        }

        private void checkPositions(long first, EntryBundle entries) {
            long index = first;
            for (byte[] leaf : entries.entries()) {
                String where = "entry %d".formatted(index);
                try {
                    String id = LedgerEntryJson.idOf(ImmutableBytes.of(leaf));
                    if (indexById.putIfAbsent(id, index) != null) {
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
                    if (id.startsWith(EntryIds.DECISION_BATCHES)) {
                        batches.put(id, LedgerEntryJson.read(ImmutableBytes.of(leaf)));
                    }
                    addApproval(id, leaf);
                } catch (RuntimeException e) {
                    problems.add("%s: %s".formatted(where, e.getMessage()));
                }
                index++;
            }
        }

        private void addApproval(String id, byte[] leaf) {
            if (id.startsWith(EntryIds.APPROVALS)) {
                approvals.put(id, LedgerEntryJson.read(ImmutableBytes.of(leaf)));
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
