package io.grantkeeper.ledger;

import io.grantkeeper.ledger.merkle.InMemoryTree;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.proof.ConsistencyBundle;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An in-memory log that provides its checkpoints, inclusion proofs and consistency proofs. */
public final class TestLog implements TileSource {
    public static final String ORIGIN = "example.com/ledger/acme";

    public final SigningKeyFile key = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);
    private final List<byte[]> leaves;
    private final List<Sha256Hash> hashes;

    public TestLog(int size) {
        leaves = IntStream.range(0, size)
                .mapToObj(i -> ImmutableBytes.utf8("{\"id\":\"entry-%d\",\"v\":1}".formatted(i))
                        .array())
                .toList();
        hashes = InMemoryTree.of(leaves).leaves();
    }

    public SignedNote checkpoint(int size) {
        Sha256Hash root = new InMemoryTree(hashes.subList(0, size)).root();
        return SignedNote.sign(Checkpoint.of(ORIGIN, size, root).text(), List.of(key));
    }

    public byte[] inclusion(int index, int size) {
        List<Sha256Hash> proof = new InMemoryTree(hashes.subList(0, size)).inclusion(index);
        return InclusionBundle.of(ImmutableBytes.of(leaves.get(index)), index, proof, checkpoint(size))
                .encode();
    }

    public byte[] consistency(int older, int newer) {
        List<Sha256Hash> proof = new InMemoryTree(hashes).proofs().consistency(older, newer);
        return ConsistencyBundle.of(checkpoint(older), proof, checkpoint(newer)).encode();
    }

    @Override
    public List<Sha256Hash> hashes(TileId tile) {
        List<Sha256Hash> level = hashes;
        for (int i = 0; i < tile.level(); i++) {
            List<Sha256Hash> above = new ArrayList<>();
            for (int from = 0; from + TileId.WIDTH <= level.size(); from += TileId.WIDTH) {
                above.add(new InMemoryTree(level.subList(from, from + TileId.WIDTH)).root());
            }
            level = above;
        }
        int from = (int) tile.index() * TileId.WIDTH;
        return level.subList(from, from + tile.width());
    }

    @Override
    public EntryBundle entries(long bundle, int width) {
        int from = (int) bundle * TileId.WIDTH;
        return new EntryBundle(leaves.subList(from, from + width));
    }
}
