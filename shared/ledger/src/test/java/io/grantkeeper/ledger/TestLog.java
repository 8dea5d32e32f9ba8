package io.grantkeeper.ledger;

import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.merkle.SmallTree;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.proof.ConsistencyBundle;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A log that is held whole, with proofs of every kind. */
public final class TestLog implements TileSource {
    public static final String ORIGIN = "example.com/ledger/acme";

    public final KeyFile key = KeyFile.generate(ORIGIN, SignatureType.ED25519);
    private final List<byte[]> leaves;
    private final List<Hash> hashes;

    public TestLog(int size) {
        leaves = IntStream.range(0, size)
                .mapToObj(i ->
                        Bytes.utf8("{\"id\":\"entry-%d\",\"v\":1}".formatted(i)).array())
                .toList();
        hashes = SmallTree.of(leaves).leaves();
    }

    public SignedNote checkpoint(int size) {
        Hash root = new SmallTree(hashes.subList(0, size)).root();
        return SignedNote.sign(Checkpoint.of(ORIGIN, size, root).text(), List.of(key));
    }

    public byte[] inclusion(int index, int size) {
        List<Hash> proof = new SmallTree(hashes.subList(0, size)).inclusion(index);
        return InclusionBundle.of(Bytes.of(leaves.get(index)), index, proof, checkpoint(size))
                .encode();
    }

    public byte[] consistency(int older, int newer) {
        List<Hash> proof = new SmallTree(hashes).proofs().consistency(older, newer);
        return ConsistencyBundle.of(checkpoint(older), proof, checkpoint(newer)).encode();
    }

    @Override
    public List<Hash> hashes(TileId tile) {
        List<Hash> level = hashes;
        for (int i = 0; i < tile.level(); i++) {
            List<Hash> above = new ArrayList<>();
            for (int from = 0; from + TileId.WIDTH <= level.size(); from += TileId.WIDTH) {
                above.add(new SmallTree(level.subList(from, from + TileId.WIDTH)).root());
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
