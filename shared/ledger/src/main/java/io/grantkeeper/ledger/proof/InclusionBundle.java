package io.grantkeeper.ledger.proof;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.ProofVerifier;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An entry with the proof that the log contains it: a C2SP tlog-proof whose extra data is the entry itself.
 *
 * @param entry the entry's bytes
 * @param index the entry's index in the log
 * @param hashes the sibling hashes on the path from the entry to the root, starting with the sibling of the entry's
 *     leaf
 * @param checkpointLine the line of the file on which the checkpoint begins
 */
public record InclusionBundle(
        ImmutableBytes entry, long index, List<Sha256Hash> hashes, SignedNote checkpoint, int checkpointLine) {
    static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,18})");

    public InclusionBundle {
        hashes = List.copyOf(hashes);
    }

    public static InclusionBundle of(ImmutableBytes entry, long index, List<Sha256Hash> hashes, SignedNote checkpoint) {
        return new InclusionBundle(entry, index, hashes, checkpoint, 5 + hashes.size());
    }

    /**
     * Parses an inclusion proof.
     *
     * @throws ProofFailedException if a line is invalid; the message names the line
     */
    static InclusionBundle parse(ProofLineReader lines) throws ProofFailedException {
        String extra = lines.next("'extra' and the entry in base64");
        if (!extra.startsWith("extra ")) {
            throw new ProofFailedException(
                    "line 2: expected 'extra' and the entry in base64; the proof does not state what it proves");
        }
        ImmutableBytes entry = ImmutableBytes.of(lines.base64(extra.substring(6), "the entry"));
        String index = lines.next("'index' and the entry's number");
        if (!INDEX.matcher(index).matches()) {
            throw new ProofFailedException("line 3: expected 'index' and the entry's number in decimal");
        }
        long number;
        try {
            number = Long.parseLong(index.substring(6));
        } catch (NumberFormatException _) {
            throw new ProofFailedException("line 3: the index exceeds the maximum size of a log");
        }
        List<Sha256Hash> hashes = lines.hashes();
        int checkpointLine = lines.number();
        SignedNote checkpoint = SignedNote.parse(lines.rest(), checkpointLine);
        return new InclusionBundle(entry, number, hashes, checkpoint, checkpointLine);
    }

    /**
     * Verifies the checkpoint's signatures, then that the tree with the checkpoint's root contains the entry.
     *
     * @throws ProofFailedException if verification fails
     */
    public TrustedKeys.Verified verify(TrustedKeys keys) throws ProofFailedException {
        TrustedKeys.Verified verified = keys.verify(checkpoint, checkpointLine);
        try {
            ProofVerifier.inclusion(
                    index,
                    verified.checkpoint().size(),
                    MerkleHashing.leaf(entry.array()),
                    hashes,
                    verified.checkpoint().root());
        } catch (ProofVerifier.FailedProofException e) {
            throw new ProofFailedException("line %d: %s".formatted(lineOf(e.part()), e.getMessage()));
        }
        return verified;
    }

    private int lineOf(ProofVerifier.Part part) {
        return switch (part) {
            case PLACE -> 3;
            case HASHES -> 4;
            case ROOT, OLDER_ROOT -> checkpointLine + 2;
        };
    }

    public byte[] encode() {
        StringBuilder text = new StringBuilder(
                "%s\nextra %s\nindex %d\n".formatted(HEADER, Base64.getEncoder().encodeToString(entry.array()), index));
        hashes.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }
}
