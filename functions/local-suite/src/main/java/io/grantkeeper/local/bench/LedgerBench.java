package io.grantkeeper.local.bench;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.folder.FolderCheck;
import io.grantkeeper.ledger.folder.LogFolder;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.proof.BundleVerifier;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Measures the ledger without a database: bare hashing, integration into tree and tiles, whole verification, proofs. */
final class LedgerBench {
    private static final TenantId TENANT = new TenantId("bench");
    private static final String ORIGIN = "bench.example/ledger";
    private static final Instant WHEN = Instant.parse("2026-11-24T12:00:00Z");
    private static final int PROOFS = 2_000;

    private LedgerBench() {}

    /**
     * What was measured.
     *
     * @param entryBytes the length of one leaf
     * @param bareHashesPerSecond SHA-256 over texts as long as a leaf, nothing else
     * @param integratedPerSecond leaves hashed, tree and frontier grown, tiles made
     * @param verifySeconds every file of the exported log read, hashed and compared
     * @param proofBytes of one inclusion proof with entry and checkpoint
     * @param proofMicros to check one, signature included
     */
    record Result(
            long entries,
            int entryBytes,
            long bareHashesPerSecond,
            long integratedPerSecond,
            double verifySeconds,
            int proofBytes,
            double proofMicros) {}

    /** A log whose entries are made when they are asked for. */
    private static final class MadeLog implements TileSource {
        private final List<List<Hash>> levels = new ArrayList<>();
        private Frontier frontier = Frontier.EMPTY;

        static byte[] leaf(long index) {
            return EntryJson.write(Entry.of(
                            "finding.closed/%d".formatted(index),
                            TENANT,
                            WHEN,
                            new Happening.FindingClosed("sha256:%064x".formatted(index)),
                            Actor.function("bench")))
                    .array();
        }

        void add(EntryBundle bundle) {
            List<Hash> leaves = bundle.leafHashes();
            frontier = frontier.plus(leaves);
            List<Hash> hashes = leaves;
            for (int level = 0; ; level++) {
                if (levels.size() <= level) {
                    levels.add(new ArrayList<>());
                }
                List<Hash> all = levels.get(level);
                all.addAll(hashes);
                if (all.size() % TileId.WIDTH != 0) {
                    return;
                }
                hashes = List.of(Frontier.root(all.subList(all.size() - TileId.WIDTH, all.size())));
            }
        }

        @Override
        public List<Hash> hashes(TileId tile) {
            int from = (int) (tile.index() * TileId.WIDTH);
            return levels.get(tile.level()).subList(from, from + tile.width());
        }

        @Override
        public EntryBundle entries(long bundle, int width) {
            List<byte[]> leaves = new ArrayList<>();
            for (long index = bundle * TileId.WIDTH; leaves.size() < width; index++) {
                leaves.add(leaf(index));
            }
            return new EntryBundle(leaves);
        }
    }

    /** @param folder empty; the log is exported into it */
    static Result run(long entries, Path folder) throws NotProvenException {
        KeyFile key = KeyFile.generate(ORIGIN, SignatureType.ED25519);
        MadeLog log = new MadeLog();
        long inTree = 0;
        for (long first = 0; first < entries; first += TileId.WIDTH) {
            EntryBundle bundle = log.entries(first / TileId.WIDTH, (int) Math.min(TileId.WIDTH, entries - first));
            long start = System.nanoTime();
            log.add(bundle);
            inTree += System.nanoTime() - start;
        }
        SignedNote note = SignedNote.sign(
                Checkpoint.of(ORIGIN, entries, log.frontier.root()).text(), List.of(key));
        new LogFolder(folder).write(log, entries, note.toString());

        TrustedKeys trusted = TrustedKeys.of(key.key());
        long start = System.nanoTime();
        new FolderCheck(new LogFolder(folder), trusted).verify(_ -> {});
        double verifySeconds = (System.nanoTime() - start) / 1e9;

        BundleVerifier verifier = new BundleVerifier(trusted);
        Random random = new Random(1);
        int bytes = 0;
        long checking = 0;
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextLong(entries);
            byte[] proof = InclusionBundle.of(
                            Bytes.of(MadeLog.leaf(index)),
                            index,
                            log.proofs(entries).inclusion(index, entries),
                            note)
                    .encode();
            long begun = System.nanoTime();
            verifier.verify(proof);
            checking += System.nanoTime() - begun;
            bytes = Math.max(bytes, proof.length);
        }
        return new Result(
                entries,
                MadeLog.leaf(0).length,
                bareHashesPerSecond(MadeLog.leaf(0)),
                perSecond(entries, inTree),
                verifySeconds,
                bytes,
                checking / 1e3 / PROOFS);
    }

    private static long bareHashesPerSecond(byte[] leaf) {
        int hashes = 500_000;
        long start = System.nanoTime();
        long all = 0;
        for (int i = 0; i < hashes; i++) {
            all += io.grantkeeper.ledger.merkle.Merkle.leaf(leaf).hashCode();
        }
        long nanos = System.nanoTime() - start;
        return all == Long.MIN_VALUE ? 0 : perSecond(hashes, nanos);
    }

    private static long perSecond(long count, long nanos) {
        return Math.round(count * 1e9 / nanos);
    }
}
