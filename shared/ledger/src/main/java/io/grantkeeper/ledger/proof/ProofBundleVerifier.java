package io.grantkeeper.ledger.proof;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Verifies a proof file offline. The file proves that the log contains an entry, that the log has only been appended
 * to, or only that a checkpoint is signed.
 */
public final class ProofBundleVerifier {
    /**
     * The maximum file size in bytes: several times the size of the largest proof, which contains an entry of 64 KiB,
     * 128 hashes and 100 signatures.
     */
    public static final int LARGEST = 1024 * 1024;

    private final TrustedKeys keys;

    public ProofBundleVerifier(TrustedKeys keys) {
        this.keys = keys;
    }

    /**
     * The facts that a file proves.
     *
     * @param kind {@code inclusion}, {@code consistency} or {@code checkpoint}
     * @param size the number of entries in the log
     * @param root the root hash of the log at that size
     * @param index the entry's index in the log, for an inclusion proof
     * @param olderSize the number of entries at the older checkpoint, for a consistency proof
     * @param entry the entry's JSON, for an inclusion proof
     * @param sentences the facts in plain language, one sentence each
     */
    public record Proven(
            String kind,
            String origin,
            long size,
            String root,
            Optional<Long> index,
            Optional<Long> olderSize,
            Optional<String> entry,
            List<String> sentences) {
        public Proven {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * Verifies a proof file and returns the facts that it proves.
     *
     * @throws ProofFailedException if verification fails; the message states the line, the check and the expected value
     */
    public Proven verify(byte[] file) throws ProofFailedException {
        if (file.length > LARGEST) {
            throw new ProofFailedException(
                    "the file is longer than any proof or checkpoint: expected at most %d bytes".formatted(LARGEST));
        }
        if (file.length == 0) {
            throw new ProofFailedException("line 1: the file is empty, expected a proof or a checkpoint");
        }
        ProofLineReader lines = ProofLineReader.of(file);
        if (lines.nextStartsWith(InclusionBundle.HEADER + "\n")) {
            lines.next("");
            return inclusion(InclusionBundle.parse(lines));
        }
        if (lines.nextStartsWith(ConsistencyBundle.HEADER + "\n")) {
            lines.next("");
            return consistency(ConsistencyBundle.parse(lines));
        }
        return checkpoint(SignedNote.parse(lines.rest(), 1));
    }

    private Proven inclusion(InclusionBundle bundle) throws ProofFailedException {
        TrustedKeys.Verified verified = bundle.verify(keys);
        Checkpoint checkpoint = verified.checkpoint();
        List<String> sentences = new ArrayList<>();
        sentences.add("The entry is number %d in the log %s, which had %s entries."
                .formatted(bundle.index(), checkpoint.origin(), Long.toUnsignedString(checkpoint.size())));
        sentences.addAll(describeSignatures(verified, keys));
        return proven(
                "inclusion",
                checkpoint,
                Optional.of(bundle.index()),
                Optional.empty(),
                Optional.of(bundle.entry().text()),
                sentences);
    }

    private Proven consistency(ConsistencyBundle bundle) throws ProofFailedException {
        ConsistencyBundle.Verified verified = bundle.verify(keys);
        Checkpoint newer = verified.newer().checkpoint();
        long olderSize = verified.older().checkpoint().size();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The log %s grew from %s to %s entries, and none of the first %s entries was changed, removed or moved."
                        .formatted(
                                newer.origin(),
                                Long.toUnsignedString(olderSize),
                                Long.toUnsignedString(newer.size()),
                                Long.toUnsignedString(olderSize)));
        sentences.addAll(describeSignatures(verified.newer(), keys));
        return proven("consistency", newer, Optional.empty(), Optional.of(olderSize), Optional.empty(), sentences);
    }

    private Proven checkpoint(SignedNote note) throws ProofFailedException {
        TrustedKeys.Verified verified = keys.verify(note, 1);
        Checkpoint checkpoint = verified.checkpoint();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The log %s had %s entries.".formatted(checkpoint.origin(), Long.toUnsignedString(checkpoint.size())));
        sentences.addAll(describeSignatures(verified, keys));
        return proven("checkpoint", checkpoint, Optional.empty(), Optional.empty(), Optional.empty(), sentences);
    }

    private static Proven proven(
            String kind,
            Checkpoint checkpoint,
            Optional<Long> index,
            Optional<Long> olderSize,
            Optional<String> entry,
            List<String> sentences) {
        return new Proven(
                kind,
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root().toString(),
                index,
                olderSize,
                entry,
                sentences);
    }

    /** Returns sentences that state who signed a checkpoint, and which trusted witnesses did not. */
    public static List<String> describeSignatures(TrustedKeys.Verified verified, TrustedKeys keys) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Its root %s is signed with %s."
                .formatted(
                        verified.checkpoint().root(),
                        verified.signers().stream().map(VerifierKey::toString).collect(Collectors.joining(" and "))));
        verified.seen()
                .forEach(seen ->
                        sentences.add("The witness %s cosigned it at %s.".formatted(seen.witness(), seen.at())));
        keys.missing(verified.seen())
                .forEach(witness -> sentences.add("The witness %s has not cosigned it.".formatted(witness)));
        if (!verified.unknown().isEmpty()) {
            sentences.add("Signatures by %s prove nothing, because their keys are not trusted."
                    .formatted(String.join(", ", verified.unknown())));
        }
        return sentences;
    }
}
