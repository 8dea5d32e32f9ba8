package io.grantkeeper.ledger.proof;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.ProofVerifier;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Two checkpoints with the proof that the log at the newer one begins with all entries of the older one. C2SP defines
 * no file format for consistency proofs, so this one is modeled on C2SP tlog-proof.
 *
 * @param hashes the consistency proof
 * @param newerLine the line of the file on which the newer checkpoint begins
 */
public record ConsistencyBundle(SignedNote older, List<Sha256Hash> hashes, SignedNote newer, int newerLine) {
    static final String HEADER = "grantkeeper/consistency-proof@v1";

    public ConsistencyBundle {
        hashes = List.copyOf(hashes);
    }

    public static ConsistencyBundle of(SignedNote older, List<Sha256Hash> hashes, SignedNote newer) {
        return new ConsistencyBundle(older, hashes, newer, 4 + hashes.size());
    }

    /**
     * Parses a consistency proof.
     *
     * @throws ProofFailedException if a line is invalid; the message names the line
     */
    static ConsistencyBundle parse(ProofLineReader lines) throws ProofFailedException {
        String old = lines.next("'old' and the older checkpoint in base64");
        if (!old.startsWith("old ")) {
            throw new ProofFailedException("line 2: expected 'old' and the older checkpoint in base64");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(lines.base64(old.substring(4), "the older checkpoint")))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new ProofFailedException("line 2: the older checkpoint is not UTF-8 text");
        }
        SignedNote older = within("older checkpoint", () -> SignedNote.parse(text, 1));
        List<Sha256Hash> hashes = lines.hashes();
        int newerLine = lines.number();
        return new ConsistencyBundle(older, hashes, SignedNote.parse(lines.rest(), newerLine), newerLine);
    }

    /**
     * The two checkpoints of a valid proof.
     *
     * @param older the verified older checkpoint
     * @param newer the verified newer checkpoint
     */
    public record Verified(TrustedKeys.Verified older, TrustedKeys.Verified newer) {}

    /**
     * Verifies the signatures of the two checkpoints, then the consistency proof.
     *
     * @throws ProofFailedException unless both checkpoints have the required signatures and the newer log begins with
     *     the older one
     */
    public Verified verify(TrustedKeys keys) throws ProofFailedException {
        TrustedKeys.Verified before = within("older checkpoint", () -> keys.verify(older, 1));
        TrustedKeys.Verified after = keys.verify(newer, newerLine);
        if (!before.checkpoint().origin().equals(after.checkpoint().origin())) {
            throw new ProofFailedException(
                    "line %d: the checkpoint belongs to the log '%s', expected '%s', the log of the older checkpoint"
                            .formatted(
                                    newerLine,
                                    after.checkpoint().origin(),
                                    before.checkpoint().origin()));
        }
        try {
            ProofVerifier.consistency(
                    before.checkpoint().size(),
                    after.checkpoint().size(),
                    hashes,
                    before.checkpoint().root(),
                    after.checkpoint().root());
        } catch (ProofVerifier.FailedProofException e) {
            throw new ProofFailedException("line %d: %s".formatted(lineOf(e.part()), e.getMessage()));
        }
        return new Verified(before, after);
    }

    private int lineOf(ProofVerifier.Part part) {
        return switch (part) {
            case PLACE, OLDER_ROOT -> 2;
            case HASHES -> 3;
            case ROOT -> newerLine + 2;
        };
    }

    public byte[] encode() {
        String old = Base64.getEncoder().encodeToString(older.toString().getBytes(StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder("%s\nold %s\n".formatted(HEADER, old));
        hashes.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(newer).toString().getBytes(StandardCharsets.UTF_8);
    }

    private interface Check<T> {
        T run() throws ProofFailedException;
    }

    private static <T> T within(String part, Check<T> check) throws ProofFailedException {
        try {
            return check.run();
        } catch (ProofFailedException e) {
            throw new ProofFailedException("line 2, %s, %s".formatted(part, e.getMessage()));
        }
    }
}
