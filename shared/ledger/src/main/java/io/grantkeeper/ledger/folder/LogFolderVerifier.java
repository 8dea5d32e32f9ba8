package io.grantkeeper.ledger.folder;

import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Verifies a complete log in a folder: hashes every entry, compares every tile and checks the root against the
 * signature.
 */
public final class LogFolderVerifier {
    private final LogFolder log;
    private final TrustedKeys keys;

    public LogFolderVerifier(LogFolder log, TrustedKeys keys) {
        this.log = log;
        this.keys = keys;
    }

    /**
     * Verifies the log.
     *
     * @param progress repeatedly receives the number of hashed entries
     * @return the checkpoint that covers every entry
     * @throws ProofFailedException if a file differs from what was signed; the message names the first such file
     */
    public TrustedKeys.Verified verify(LongConsumer progress) throws ProofFailedException {
        try {
            TrustedKeys.Verified signed = readCheckpoint(LogFolder.CHECKPOINT);
            if (!signed.unknown().isEmpty()) {
                throw new ProofFailedException("checkpoint: it has a signature by %s, whose key is unknown"
                        .formatted(signed.unknown().getFirst()));
            }
            verifyEntries(signed.checkpoint(), progress);
            return signed;
        } catch (LedgerCorruptedException e) {
            throw new ProofFailedException(String.valueOf(e.getMessage()));
        }
    }

    private TrustedKeys.Verified readCheckpoint(String file) throws ProofFailedException {
        try {
            String note = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(log.read(file)))
                    .toString();
            return keys.verify(SignedNote.parse(note, 1), 1);
        } catch (CharacterCodingException _) {
            throw new ProofFailedException("%s: the file is not UTF-8 text".formatted(file));
        } catch (ProofFailedException e) {
            throw new ProofFailedException("%s: %s".formatted(file, e.getMessage()));
        }
    }

    private void verifyEntries(Checkpoint checkpoint, LongConsumer progress) throws ProofFailedException {
        long size = checkpoint.size();
        if (size < 0) {
            throw new ProofFailedException("checkpoint: its number of entries exceeds the maximum");
        }
        TreeFrontier derived = TreeFrontier.EMPTY;
        List<List<Sha256Hash>> levels = new ArrayList<>();
        for (long first = 0; first < size; first += TileId.WIDTH) {
            TileId tile = TileId.containing(0, first, size);
            EntryBundle entries = log.entries(tile.index(), tile.width());
            List<Sha256Hash> leaves = entries.leafHashes();
            compare(tile, leaves);
            derived = derived.append(leaves);
            if (tile.isFull()) {
                addToLevel(levels, 1, tile.index(), leaves);
            }
            progress.accept(derived.size());
        }
        for (int level = 1; level <= levels.size(); level++) {
            List<Sha256Hash> open = levels.get(level - 1);
            if (!open.isEmpty()) {
                compare(TileId.containing(level, (size >>> (8 * level)) - 1, size), open);
            }
        }
        if (!derived.root().equals(checkpoint.root())) {
            throw new ProofFailedException("checkpoint: its root is %s, but the %d entries give %s"
                    .formatted(checkpoint.root(), derived.size(), derived.root()));
        }
    }

    /** Adds the root of a full tile to the level above, where it may complete the next tile. */
    private void addToLevel(List<List<Sha256Hash>> levels, int level, long index, List<Sha256Hash> full)
            throws ProofFailedException {
        if (levels.size() < level) {
            levels.add(new ArrayList<>());
        }
        List<Sha256Hash> open = levels.get(level - 1);
        open.add(TreeFrontier.root(full));
        if (open.size() == TileId.WIDTH) {
            compare(new TileId(level, index / TileId.WIDTH, TileId.WIDTH), open);
            List<Sha256Hash> hashes = List.copyOf(open);
            open.clear();
            addToLevel(levels, level + 1, index / TileId.WIDTH, hashes);
        }
    }

    private void compare(TileId tile, List<Sha256Hash> derived) throws ProofFailedException {
        List<Sha256Hash> stored = log.hashes(tile);
        for (int i = 0; i < derived.size(); i++) {
            if (!stored.get(i).equals(derived.get(i))) {
                long first = (tile.index() * TileId.WIDTH + i) << (8 * tile.level());
                throw new ProofFailedException("%s: hash %d is %s, but the entries from number %d on give %s"
                        .formatted(tile.path(), i, stored.get(i), first, derived.get(i)));
            }
        }
    }
}
