package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.folder.LogFolder;
import io.grantkeeper.ledger.folder.LogFolderVerifier;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures the ledger without a database: plain hashing, adding entries to the tree and its tiles, full verification,
 * and single proofs.
 */
final class LedgerBenchmark {
    private static final TenantId TENANT = new TenantId("bench");
    private static final String ORIGIN = "bench.example/ledger";
    private static final Instant WHEN = Instant.parse("2026-11-24T12:00:00Z");
    private static final int PROOFS = 2_000;

    private LedgerBenchmark() {}

    /**
     * The result of a run.
     *
     * @param entryBytes the length of one leaf, in bytes
     * @param bareHashesPerSecond the number of inputs of a leaf's length that are hashed per second with SHA-256,
     *     without any other work
     * @param integratedPerSecond the number of leaves per second that are hashed and added to the tree, frontier and
     *     tiles
     * @param verifySeconds the time to read, hash and compare every file of the exported log, in seconds
     * @param proofBytes the size of one inclusion proof with its entry and checkpoint, in bytes
     * @param proofMicros the time to verify one proof, including the signature, in microseconds
     */
    record Result(
            long entries,
            int entryBytes,
            long bareHashesPerSecond,
            long integratedPerSecond,
            double verifySeconds,
            int proofBytes,
            double proofMicros) {}

    /** A log that generates its entries on demand. */
    private static final class GeneratedLog implements TileSource {
        private final List<List<Sha256Hash>> levels = new ArrayList<>();
        private TreeFrontier frontier = TreeFrontier.EMPTY;

        static byte[] leaf(long index) {
            return LedgerEntryJson.write(LedgerEntry.of(
                            "finding.closed/%d".formatted(index),
                            TENANT,
                            WHEN,
                            new LedgerEvent.FindingClosed("sha256:%064x".formatted(index)),
                            EntryActor.function("bench")))
                    .array();
        }

        void add(EntryBundle bundle) {
            List<Sha256Hash> leaves = bundle.leafHashes();
            frontier = frontier.append(leaves);
            List<Sha256Hash> hashes = leaves;
            for (int level = 0; ; level++) {
                if (levels.size() <= level) {
                    levels.add(new ArrayList<>());
                }
                List<Sha256Hash> all = levels.get(level);
                all.addAll(hashes);
                if (all.size() % TileId.WIDTH != 0) {
                    return;
                }
                hashes = List.of(TreeFrontier.root(all.subList(all.size() - TileId.WIDTH, all.size())));
            }
        }

        @Override
        public List<Sha256Hash> hashes(TileId tile) {
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

    /**
     * Runs the benchmark.
     *
     * @param folder an empty folder, to which the log is exported
     */
    static Result run(long entries, Path folder) throws ProofFailedException {
        SigningKeyFile key = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);
        GeneratedLog log = new GeneratedLog();
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
        new LogFolderVerifier(new LogFolder(folder), trusted).verify(_ -> {});
        double verifySeconds = (System.nanoTime() - start) / 1e9;

        ProofBundleVerifier verifier = new ProofBundleVerifier(trusted);
        Random random = new Random(1);
        int bytes = 0;
        long checking = 0;
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextLong(entries);
            byte[] proof = InclusionBundle.of(
                            ImmutableBytes.of(GeneratedLog.leaf(index)),
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
                GeneratedLog.leaf(0).length,
                bareHashesPerSecond(GeneratedLog.leaf(0)),
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
            all += io.grantkeeper.ledger.merkle.MerkleHashing.leaf(leaf).hashCode();
        }
        long nanos = System.nanoTime() - start;
        return all == Long.MIN_VALUE ? 0 : perSecond(hashes, nanos);
    }

    private static long perSecond(long count, long nanos) {
        return Math.round(count * 1e9 / nanos);
    }
}
