package io.grantkeeper.benchmarks.ledger;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single-threaded benchmarks of the ledger's tree. {@code integrate} measures the work for a full entry bundle: hashing
 * its leaves, extending the frontier, and computing the tile's root.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class MerkleTreeBenchmark {
    private static final String ORIGIN = "bench.example/ledger";
    private static final byte[] LEAF_PREFIX = {0};

    private final EntryBundle bundle = new EntryBundle(leaves());
    private final TreeFrontier head = new TreeFrontier(TileId.WIDTH, List.of(TreeFrontier.root(bundle.leafHashes())));
    private final SigningKeyFile key = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);
    private final ProofBundleVerifier verifier = new ProofBundleVerifier(TrustedKeys.of(key.key()));
    private byte[] proof = {};

    /** Returns leaves that are as long as a ledger entry about a finding. */
    private static List<byte[]> leaves() {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < TileId.WIDTH; i++) {
            leaves.add("%0246d".formatted(i).getBytes(StandardCharsets.US_ASCII));
        }
        return leaves;
    }

    /**
     * Creates the inclusion proof that a benchmark verifies. The proof comes from a log of 256 entries and consists of
     * eight hashes, the entry, and a signed checkpoint.
     */
    @Setup
    public void prove() {
        List<Sha256Hash> hashes = bundle.leafHashes();
        List<Sha256Hash> path = new ArrayList<>();
        List<Sha256Hash> level = hashes;
        while (level.size() > 1) {
            path.add(level.get(1));
            List<Sha256Hash> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(TreeFrontier.root(level.subList(i, i + 2)));
            }
            level = above;
        }
        SignedNote note = SignedNote.sign(
                Checkpoint.of(ORIGIN, TileId.WIDTH, level.getFirst()).text(), List.of(key));
        proof = InclusionBundle.of(ImmutableBytes.of(bundle.entries().getFirst()), 0, path, note)
                .encode();
    }

    /** Measures the machine's raw hashing rate: SHA-256 over the same number of bytes and nothing else. */
    @Benchmark
    @OperationsPerInvocation(TileId.WIDTH)
    public byte[] bareSha256() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] last = {};
        for (byte[] leaf : bundle.entries()) {
            digest.update(LEAF_PREFIX);
            last = digest.digest(leaf);
        }
        return last;
    }

    @Benchmark
    @OperationsPerInvocation(TileId.WIDTH)
    public Object integrate() {
        List<Sha256Hash> hashes = bundle.leafHashes();
        return List.of(head.append(hashes), TreeFrontier.root(hashes));
    }

    @Benchmark
    public Object checkProof() throws ProofFailedException {
        return verifier.verify(proof);
    }
}
