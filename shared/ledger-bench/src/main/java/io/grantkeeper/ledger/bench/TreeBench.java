package io.grantkeeper.ledger.bench;

import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
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

/** One thread. Integrating is what a full bundle takes: its leaves hashed, the frontier grown, the tile's root. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TreeBench {
    private static final String ORIGIN = "bench.example/ledger";
    private static final byte[] LEAF_PREFIX = {0};

    private final EntryBundle bundle = new EntryBundle(leaves());
    private final Frontier head = new Frontier(TileId.WIDTH, List.of(Frontier.root(bundle.leafHashes())));
    private final KeyFile key = KeyFile.generate(ORIGIN, SignatureType.ED25519);
    private final BundleVerifier verifier = new BundleVerifier(TrustedKeys.of(key.key()));
    private byte[] proof = {};

    /** Each as long as an entry about a finding is. */
    private static List<byte[]> leaves() {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < TileId.WIDTH; i++) {
            leaves.add("%0246d".formatted(i).getBytes(StandardCharsets.US_ASCII));
        }
        return leaves;
    }

    /** A proof in a log of 256 entries: eight hashes, the entry, and a signature. */
    @Setup
    public void prove() {
        List<Hash> hashes = bundle.leafHashes();
        List<Hash> path = new ArrayList<>();
        List<Hash> level = hashes;
        while (level.size() > 1) {
            path.add(level.get(1));
            List<Hash> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(Frontier.root(level.subList(i, i + 2)));
            }
            level = above;
        }
        SignedNote note = SignedNote.sign(
                Checkpoint.of(ORIGIN, TileId.WIDTH, level.getFirst()).text(), List.of(key));
        proof = InclusionBundle.of(Bytes.of(bundle.entries().getFirst()), 0, path, note)
                .encode();
    }

    /** The machine's own rate: SHA-256 over as many bytes, and nothing else. */
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
        List<Hash> hashes = bundle.leafHashes();
        return List.of(head.plus(hashes), Frontier.root(hashes));
    }

    @Benchmark
    public Object checkProof() throws NotProvenException {
        return verifier.verify(proof);
    }
}
