package io.grantkeeper.ledger.proof;

import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks a file offline: a proof that an entry is in the log, that a log only grew, or a checkpoint alone. */
public final class BundleVerifier {
    /** Bytes: several times what the largest proof has, which holds an entry of 64 KiB, 128 hashes and 100 signatures. */
    public static final int LARGEST = 1024 * 1024;

    private final TrustedKeys keys;

    public BundleVerifier(TrustedKeys keys) {
        this.keys = keys;
    }

    /**
     * What a file proves.
     *
     * @param kind {@code inclusion}, {@code consistency} or {@code checkpoint}
     * @param entry the entry's JSON, where the proof is of one
     * @param sentences for people, one a fact
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

    /** @throws NotProvenException naming line, check and what was expected */
    public Proven verify(byte[] file) throws NotProvenException {
        if (file.length > LARGEST) {
            throw new NotProvenException(
                    "the file is longer than any proof or checkpoint: expected at most %d bytes".formatted(LARGEST));
        }
        if (file.length == 0) {
            throw new NotProvenException("line 1: the file is empty, expected a proof or a checkpoint");
        }
        TextLines lines = TextLines.of(file);
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

    private Proven inclusion(InclusionBundle bundle) throws NotProvenException {
        TrustedKeys.Verified verified = bundle.verify(keys);
        Checkpoint checkpoint = verified.checkpoint();
        List<String> sentences = new ArrayList<>();
        sentences.add("The entry is number %d of the log %s, which had %s entries."
                .formatted(bundle.index(), checkpoint.origin(), Long.toUnsignedString(checkpoint.size())));
        sentences.addAll(signed(verified));
        return proven(
                "inclusion",
                checkpoint,
                Optional.of(bundle.index()),
                Optional.empty(),
                Optional.of(bundle.entry().text()),
                sentences);
    }

    private Proven consistency(ConsistencyBundle bundle) throws NotProvenException {
        ConsistencyBundle.Verified verified = bundle.verify(keys);
        Checkpoint newer = verified.newer().checkpoint();
        long olderSize = verified.older().checkpoint().size();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The log %s grew from %s to %s entries, and nothing of the first %s was changed, removed or moved."
                        .formatted(
                                newer.origin(),
                                Long.toUnsignedString(olderSize),
                                Long.toUnsignedString(newer.size()),
                                Long.toUnsignedString(olderSize)));
        sentences.addAll(signed(verified.newer()));
        return proven("consistency", newer, Optional.empty(), Optional.of(olderSize), Optional.empty(), sentences);
    }

    private Proven checkpoint(SignedNote note) throws NotProvenException {
        TrustedKeys.Verified verified = keys.verify(note, 1);
        Checkpoint checkpoint = verified.checkpoint();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The log %s had %s entries.".formatted(checkpoint.origin(), Long.toUnsignedString(checkpoint.size())));
        sentences.addAll(signed(verified));
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

    private static List<String> signed(TrustedKeys.Verified verified) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Its root %s is signed with %s."
                .formatted(
                        verified.checkpoint().root(),
                        verified.signers().stream().map(VerifierKey::toString).collect(Collectors.joining(" and "))));
        verified.seen()
                .forEach(seen -> sentences.add("The witness %s saw it on %s.".formatted(seen.witness(), seen.at())));
        if (!verified.unknown().isEmpty()) {
            sentences.add("Signatures of %s say nothing: their keys are not among those trusted."
                    .formatted(String.join(", ", verified.unknown())));
        }
        return sentences;
    }
}
