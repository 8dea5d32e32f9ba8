package io.grantkeeper.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.ledger.ReferenceVectors;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.ProofVerifier;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads sixteen published checkpoints with their tiles and entries, which another implementation (Tessera) wrote. */
@DisplayName("A log that another implementation wrote")
class PublishedLogTest {
    private static final VerifierKey KEY =
            VerifierKey.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    private record Folder(Path folder) implements TileSource {
        @Override
        public List<Sha256Hash> hashes(TileId tile) {
            return TileHashes.decode(tile, read(tile.path()));
        }

        @Override
        public EntryBundle entries(long bundle, int width) {
            return EntryBundle.decode(read(TileId.entriesPath(bundle, width)));
        }

        byte[] read(String path) {
            try {
                return Files.readAllBytes(folder.resolve(path));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
    }

    @Test
    void verifiesCheckpointsAndTheirConsistency() throws Exception {
        Folder log = new Folder(ReferenceVectors.folder("tessera-log").resolve("testdata/log"));
        Checkpoint before = Checkpoint.of(KEY.name(), 0, MerkleHashing.EMPTY);
        for (int size = 0; size <= 15; size++) {
            String note = new String(log.read("checkpoint." + size), java.nio.charset.StandardCharsets.UTF_8);
            SignedNote signed = SignedNote.parse(note, 1);
            assertThat(signed.toString()).isEqualTo(note);
            Checkpoint checkpoint = TrustedKeys.of(KEY).verify(signed, 1).checkpoint();
            assertThat(checkpoint.size()).isEqualTo(size);
            assertThat(log.proofs(size).root(size)).isEqualTo(checkpoint.root());
            if (size > 0) {
                EntryBundle entries = log.entries(0, size);
                assertThat(entries.leafHashes()).isEqualTo(log.hashes(new TileId(0, 0, size)));
                for (int index = 0; index < size; index++) {
                    ProofVerifier.inclusion(
                            index,
                            size,
                            MerkleHashing.leaf(entries.entries().get(index)),
                            log.proofs(size).inclusion(index, size),
                            checkpoint.root());
                }
            }
            if (before.size() > 0) {
                ProofVerifier.consistency(
                        before.size(),
                        size,
                        log.proofs(size).consistency(before.size(), size),
                        before.root(),
                        checkpoint.root());
            }
            before = checkpoint;
        }
    }
}
