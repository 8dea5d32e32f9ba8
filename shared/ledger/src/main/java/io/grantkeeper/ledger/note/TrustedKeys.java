package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.NotProvenException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whose word is taken: keys of the log, of which one suffices, so that an old and a new key can overlap; and witnesses,
 * of which so many must have signed.
 *
 * @param quorum how many of the witnesses; 0 for none
 */
public record TrustedKeys(List<VerifierKey> log, List<VerifierKey> witnesses, int quorum) {
    public TrustedKeys {
        log = List.copyOf(log);
        witnesses = List.copyOf(witnesses);
        if (log.isEmpty() || quorum < 0 || quorum > witnesses.size()) {
            throw new IllegalArgumentException(
                    "at least one key of the log is needed, and no more witnesses can be asked for than are known");
        }
    }

    public static TrustedKeys of(VerifierKey... log) {
        return new TrustedKeys(List.of(log), List.of(), 0);
    }

    /**
     * A checkpoint that was signed as it has to be.
     *
     * @param signers the names of the log's keys that signed
     * @param seen by which witness, and when
     * @param unknown lines of others, which say nothing
     */
    public record Verified(Checkpoint checkpoint, List<VerifierKey> signers, List<Seen> seen, List<String> unknown) {
        public Verified {
            signers = List.copyOf(signers);
            seen = List.copyOf(seen);
            unknown = List.copyOf(unknown);
        }
    }

    public record Seen(String witness, Instant at) {}

    /** @throws NotProvenException unless the note is a checkpoint signed by whom we trust */
    public Verified verify(SignedNote note, int firstLine) throws NotProvenException {
        Checkpoint checkpoint = Checkpoint.parse(note.text(), firstLine);
        requireOrigin(checkpoint, firstLine);
        byte[] message = note.text().getBytes(StandardCharsets.UTF_8);
        List<VerifierKey> signers = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int line = firstLine + (int) note.text().lines().count() + 1;
        for (NoteSignature signature : note.signatures()) {
            Optional<VerifierKey> known = find(log, signature).or(() -> find(witnesses, signature));
            if (known.isEmpty()) {
                unknown.add(signature.who());
            } else {
                VerifierKey key = known.get();
                switch (key.type()) {
                    case ED25519 -> {
                        require(key.verifies(message, signature.bytes().array()), line, signature);
                        signers.add(key);
                    }
                    case COSIGNATURE -> {
                        require(
                                Cosignature.verifies(
                                        key, note.text(), signature.bytes().array()),
                                line,
                                signature);
                        seen.add(new Seen(
                                key.name(), Cosignature.seen(signature.bytes().array())));
                    }
                }
            }
            line++;
        }
        requireEnough(checkpoint, signers, seen, unknown, firstLine);
        return new Verified(checkpoint, signers, seen, unknown);
    }

    private void requireOrigin(Checkpoint checkpoint, int line) throws NotProvenException {
        if (log.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            throw new NotProvenException("line %d: the checkpoint is of the log '%s', expected %s"
                    .formatted(
                            line,
                            checkpoint.origin(),
                            log.stream()
                                    .map(key -> "'%s'".formatted(key.name()))
                                    .distinct()
                                    .collect(Collectors.joining(" or "))));
        }
    }

    private void requireEnough(
            Checkpoint checkpoint, List<VerifierKey> signers, List<Seen> seen, List<String> unknown, int firstLine)
            throws NotProvenException {
        if (signers.stream().noneMatch(key -> log.contains(key))) {
            throw new NotProvenException(
                    "line %d: no signature is by a trusted key of the log; expected one by %s, found %s"
                            .formatted(
                                    firstLine + checkpoint.text().lines().count() + 1,
                                    log.stream().map(VerifierKey::toString).collect(Collectors.joining(" or ")),
                                    unknown.isEmpty() ? "none" : "those of " + String.join(", ", unknown)));
        }
        long distinct = seen.stream().map(Seen::witness).distinct().count();
        if (distinct < quorum) {
            throw new NotProvenException(
                    "witnesses: %d of the trusted ones have signed, expected %d".formatted(distinct, quorum));
        }
    }

    private static Optional<VerifierKey> find(List<VerifierKey> keys, NoteSignature signature) {
        return keys.stream().filter(signature::isBy).findFirst();
    }

    private static void require(boolean holds, int line, NoteSignature signature) throws NotProvenException {
        if (!holds) {
            throw new NotProvenException(
                    "line %d: the signature of %s does not fit the text above it".formatted(line, signature.who()));
        }
    }
}
