package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.ProofFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys that a verifier trusts. One signature by a log key suffices, so that the validity periods of an old and a
 * new key can overlap. In addition, at least {@code quorum} witnesses must have signed.
 *
 * @param quorum the required number of witnesses; 0 for none
 */
public record TrustedKeys(List<VerifierKey> log, List<VerifierKey> witnesses, int quorum) {
    public TrustedKeys {
        log = List.copyOf(log);
        witnesses = List.copyOf(witnesses);
        if (log.isEmpty() || quorum < 0 || quorum > witnesses.size()) {
            throw new IllegalArgumentException(
                    "at least one log key is required, and the quorum must not exceed the number of witnesses");
        }
    }

    public static TrustedKeys of(VerifierKey... log) {
        return new TrustedKeys(List.of(log), List.of(), 0);
    }

    /** Returns these keys, with witnesses whose cosignatures are verified but not required. */
    public TrustedKeys withOptionalWitnesses(List<VerifierKey> keys) {
        return new TrustedKeys(log, keys, 0);
    }

    /**
     * A checkpoint with valid signatures.
     *
     * @param signers the trusted log keys that signed the checkpoint
     * @param seen the witnesses that cosigned the checkpoint, each with the time at which it saw the checkpoint
     * @param unknown the names of signers whose keys are not trusted; their signatures prove nothing
     */
    public record Verified(
            Checkpoint checkpoint, List<VerifierKey> signers, List<Cosigned> seen, List<String> unknown) {
        public Verified {
            signers = List.copyOf(signers);
            seen = List.copyOf(seen);
            unknown = List.copyOf(unknown);
        }
    }

    public record Cosigned(String witness, Instant at) {}

    /**
     * Verifies a checkpoint.
     *
     * @throws ProofFailedException unless the note is a checkpoint with the required signatures
     */
    public Verified verify(SignedNote note, int firstLine) throws ProofFailedException {
        Checkpoint checkpoint = Checkpoint.parse(note.text(), firstLine);
        requireOrigin(checkpoint, firstLine);
        byte[] message = note.text().getBytes(StandardCharsets.UTF_8);
        List<VerifierKey> signers = new ArrayList<>();
        List<Cosigned> seen = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int line = firstLine + (int) note.text().lines().count() + 1;
        for (NoteSignature signature : note.signatures()) {
            Optional<VerifierKey> known = find(log, signature).or(() -> find(witnesses, signature));
            if (known.isEmpty()) {
                unknown.add(signature.signer());
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
                        seen.add(new Cosigned(
                                key.name(), Cosignature.seen(signature.bytes().array())));
                    }
                }
            }
            line++;
        }
        requireEnough(checkpoint, signers, seen, unknown, firstLine);
        return new Verified(checkpoint, signers, seen, unknown);
    }

    private void requireOrigin(Checkpoint checkpoint, int line) throws ProofFailedException {
        if (log.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            throw new ProofFailedException("line %d: the checkpoint belongs to the log '%s', expected %s"
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
            Checkpoint checkpoint, List<VerifierKey> signers, List<Cosigned> seen, List<String> unknown, int firstLine)
            throws ProofFailedException {
        if (signers.stream().noneMatch(key -> log.contains(key))) {
            throw new ProofFailedException(
                    "line %d: no signature is from a trusted log key; expected one from %s, found %s"
                            .formatted(
                                    firstLine + checkpoint.text().lines().count() + 1,
                                    log.stream().map(VerifierKey::toString).collect(Collectors.joining(" or ")),
                                    unknown.isEmpty() ? "none" : "those from " + String.join(", ", unknown)));
        }
        long distinct = seen.stream().map(Cosigned::witness).distinct().count();
        if (distinct < quorum) {
            throw new ProofFailedException(
                    "witnesses: %d trusted witnesses have signed, expected %d; no cosignature by %s"
                            .formatted(distinct, quorum, String.join(", ", missing(seen))));
        }
    }

    /** Returns the names of the trusted witnesses that are not among those that cosigned a checkpoint. */
    public List<String> missing(List<Cosigned> seen) {
        return witnesses.stream()
                .map(VerifierKey::name)
                .filter(name ->
                        seen.stream().noneMatch(cosigned -> cosigned.witness().equals(name)))
                .distinct()
                .toList();
    }

    private static Optional<VerifierKey> find(List<VerifierKey> keys, NoteSignature signature) {
        return keys.stream().filter(signature::isBy).findFirst();
    }

    private static void require(boolean holds, int line, NoteSignature signature) throws ProofFailedException {
        if (!holds) {
            throw new ProofFailedException("line %d: the signature of %s does not match the text above it"
                    .formatted(line, signature.signer()));
        }
    }
}
