package io.grantkeeper.ledger.folder;

import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
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

/** Verifies a whole log in a folder: every entry is hashed, every tile compared, the root held against the signature. */
public final class FolderCheck {
    private final LogFolder log;
    private final TrustedKeys keys;

    public FolderCheck(LogFolder log, TrustedKeys keys) {
        this.log = log;
        this.keys = keys;
    }

    /**
     * Verifies.
     *
     * @param progress hears how many entries were hashed, now and then
     * @return the checkpoint that holds for every entry
     * @throws NotProvenException naming the first file that is not as it was signed
     */
    public TrustedKeys.Verified verify(LongConsumer progress) throws NotProvenException {
        try {
            TrustedKeys.Verified signed = within(LogFolder.CHECKPOINT);
            if (!signed.unknown().isEmpty()) {
                throw new NotProvenException("checkpoint: a signature is by %s, whose key is not known"
                        .formatted(signed.unknown().getFirst()));
            }
            derive(signed.checkpoint(), progress);
            return signed;
        } catch (LedgerCorruptedException e) {
            throw new NotProvenException(String.valueOf(e.getMessage()));
        }
    }

    private TrustedKeys.Verified within(String file) throws NotProvenException {
        try {
            String note = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(log.read(file)))
                    .toString();
            return keys.verify(SignedNote.parse(note, 1), 1);
        } catch (CharacterCodingException _) {
            throw new NotProvenException("%s: it is not UTF-8 text".formatted(file));
        } catch (NotProvenException e) {
            throw new NotProvenException("%s: %s".formatted(file, e.getMessage()));
        }
    }

    private void derive(Checkpoint checkpoint, LongConsumer progress) throws NotProvenException {
        long size = checkpoint.size();
        if (size < 0) {
            throw new NotProvenException("checkpoint: it speaks of more entries than there can be");
        }
        Frontier derived = Frontier.EMPTY;
        List<List<Hash>> levels = new ArrayList<>();
        for (long first = 0; first < size; first += TileId.WIDTH) {
            TileId tile = TileId.holding(0, first, size);
            EntryBundle entries = log.entries(tile.index(), tile.width());
            List<Hash> leaves = entries.leafHashes();
            compare(tile, leaves);
            derived = derived.plus(leaves);
            if (tile.isFull()) {
                carry(levels, 1, tile.index(), leaves);
            }
            progress.accept(derived.size());
        }
        for (int level = 1; level <= levels.size(); level++) {
            List<Hash> open = levels.get(level - 1);
            if (!open.isEmpty()) {
                compare(TileId.holding(level, (size >>> (8 * level)) - 1, size), open);
            }
        }
        if (!derived.root().equals(checkpoint.root())) {
            throw new NotProvenException("checkpoint: its root is %s, the %d entries give %s"
                    .formatted(checkpoint.root(), derived.size(), derived.root()));
        }
    }

    /** A tile is full: its root goes up, and may fill the next. */
    private void carry(List<List<Hash>> levels, int level, long index, List<Hash> full) throws NotProvenException {
        if (levels.size() < level) {
            levels.add(new ArrayList<>());
        }
        List<Hash> open = levels.get(level - 1);
        open.add(Frontier.root(full));
        if (open.size() == TileId.WIDTH) {
            compare(new TileId(level, index / TileId.WIDTH, TileId.WIDTH), open);
            List<Hash> hashes = List.copyOf(open);
            open.clear();
            carry(levels, level + 1, index / TileId.WIDTH, hashes);
        }
    }

    private void compare(TileId tile, List<Hash> derived) throws NotProvenException {
        List<Hash> stored = log.hashes(tile);
        for (int i = 0; i < derived.size(); i++) {
            if (!stored.get(i).equals(derived.get(i))) {
                long first = (tile.index() * TileId.WIDTH + i) << (8 * tile.level());
                throw new NotProvenException("%s: hash %d is %s, the entries from number %d on give %s"
                        .formatted(tile.path(), i, stored.get(i), first, derived.get(i)));
            }
        }
    }
}
