package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text with its signatures, in the format of C2SP signed-note. Parsing checks only the format, but does so strictly:
 * each note can be written in exactly one way.
 *
 * @param text the signed text, which ends with a line feed
 * @param signatures the signatures, in the order of their lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    private static final String MARK = "— ";
    private static final int MAX_SIGNATURES = 100;
    private static final int ID_BYTES = 4;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note must end with a line feed");
        }
    }

    /** Returns a note with the text and its signatures by the log's keys. */
    public static SignedNote sign(String text, List<? extends NoteSigner> signers) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        return new SignedNote(
                text,
                signers.stream()
                        .map(signer -> new NoteSignature(
                                signer.key().name(), signer.key().id(), ImmutableBytes.of(signer.sign(message))))
                        .toList());
    }

    public SignedNote withSignature(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /** Returns the note with the given signature, which replaces all signatures that state the key's name and ID. */
    public SignedNote withOnlySignatureOf(VerifierKey key, NoteSignature signature) {
        return new SignedNote(
                        text,
                        signatures.stream().filter(other -> !other.isBy(key)).toList())
                .withSignature(signature);
    }

    /**
     * Parses a note.
     *
     * @param firstLine the number of the line in the file on which the note begins, for error messages
     * @throws ProofFailedException if a line is invalid; the message names the line
     */
    public static SignedNote parse(String note, int firstLine) throws ProofFailedException {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || blank + 2 >= note.length() || !note.endsWith("\n")) {
            throw new ProofFailedException(
                    "line %d: expected a checkpoint: text, an empty line, and signature lines that begin with '— '"
                            .formatted(firstLine));
        }
        for (int i = 0; i < note.length(); i++) {
            if (note.charAt(i) < ' ' && note.charAt(i) != '\n') {
                throw new ProofFailedException(
                        "line %d: control characters are not allowed; lines must end with a single line feed"
                                .formatted(firstLine + lines(note.substring(0, i))));
            }
        }
        String text = note.substring(0, blank + 1);
        int line = firstLine + lines(text) + 1;
        List<NoteSignature> signatures = new ArrayList<>();
        for (String signature : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(signature(signature, line++));
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new ProofFailedException("line %d: a note must have at most 100 signatures".formatted(line));
        }
        return new SignedNote(text, signatures);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(unit -> unit == '\n').count();
    }

    private static NoteSignature signature(String line, int number) throws ProofFailedException {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(MARK) || space <= MARK.length()) {
            throw new ProofFailedException(
                    "line %d: expected a signature, '— ' with a name and base64".formatted(number));
        }
        byte[] bytes = base64(line.substring(space + 1))
                .filter(decoded -> decoded.length > ID_BYTES)
                .orElseThrow(() -> new ProofFailedException(
                        "line %d: the signature is not base64 of a key id and a signature".formatted(number)));
        return new NoteSignature(
                line.substring(MARK.length(), space),
                ByteBuffer.wrap(bytes).getInt(),
                ImmutableBytes.of(Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)));
    }

    /**
     * Decodes base64.
     *
     * @return the bytes; empty if the text is not canonical base64
     */
    private static Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Returns the note in the format in which it is stored and published. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
