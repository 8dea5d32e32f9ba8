package io.grantkeeper.ledger.proof;

import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.merkle.Merkle;
import io.grantkeeper.ledger.merkle.ProofCheck;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One entry with the proof that the log holds it: a tlog-proof of C2SP whose extra data is the entry itself.
 *
 * @param entry the leaf's bytes
 * @param hashes from the leaf's sibling up
 * @param checkpointLine on which line of the file the checkpoint begins
 */
public record InclusionBundle(Bytes entry, long index, List<Hash> hashes, SignedNote checkpoint, int checkpointLine) {
    static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,18})");

    public InclusionBundle {
        hashes = List.copyOf(hashes);
    }

    public static InclusionBundle of(Bytes entry, long index, List<Hash> hashes, SignedNote checkpoint) {
        return new InclusionBundle(entry, index, hashes, checkpoint, 5 + hashes.size());
    }

    /** @throws NotProvenException naming the line that is wrong */
    static InclusionBundle parse(TextLines lines) throws NotProvenException {
        String extra = lines.next("'extra' and the entry in base64");
        if (!extra.startsWith("extra ")) {
            throw new NotProvenException(
                    "line 2: expected 'extra' and the entry in base64: this proof does not say what it is about");
        }
        Bytes entry = Bytes.of(lines.base64(extra.substring(6), "the entry"));
        String index = lines.next("'index' and the entry's number");
        if (!INDEX.matcher(index).matches()) {
            throw new NotProvenException("line 3: expected 'index' and the entry's number in decimal");
        }
        long number;
        try {
            number = Long.parseLong(index.substring(6));
        } catch (NumberFormatException _) {
            throw new NotProvenException("line 3: the index is larger than any log");
        }
        List<Hash> hashes = lines.hashes();
        int checkpointLine = lines.number();
        SignedNote checkpoint = SignedNote.parse(lines.rest(), checkpointLine);
        return new InclusionBundle(entry, number, hashes, checkpoint, checkpointLine);
    }

    /**
     * Checks signatures, then that the entry is in the tree that they are under.
     *
     * @throws NotProvenException where it is not
     */
    public TrustedKeys.Verified verify(TrustedKeys keys) throws NotProvenException {
        TrustedKeys.Verified verified = keys.verify(checkpoint, checkpointLine);
        try {
            ProofCheck.inclusion(
                    index,
                    verified.checkpoint().size(),
                    Merkle.leaf(entry.array()),
                    hashes,
                    verified.checkpoint().root());
        } catch (ProofCheck.FailedProofException e) {
            throw new NotProvenException("line %d: %s".formatted(lineOf(e.part()), e.getMessage()));
        }
        return verified;
    }

    private int lineOf(ProofCheck.Part part) {
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
