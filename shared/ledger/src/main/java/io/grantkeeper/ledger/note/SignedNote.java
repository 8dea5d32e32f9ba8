package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures under it, as C2SP's signed-note writes it. Reading one checks its form alone, and exactly: one
 * note has one spelling.
 *
 * @param text ends with a line feed
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    private static final String MARK = "— ";
    private static final int MOST_SIGNATURES = 100;
    private static final int ID_BYTES = 4;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a note's text ends with a line feed");
        }
    }

    /** A text signed by the log's keys. */
    public static SignedNote sign(String text, List<? extends NoteSigner> signers) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        return new SignedNote(
                text,
                signers.stream()
                        .map(signer -> new NoteSignature(
                                signer.key().name(), signer.key().id(), Bytes.of(signer.sign(message))))
                        .toList());
    }

    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /**
     * Reads a note.
     *
     * @param firstLine the number of its first line in the file it stands in, for messages
     * @throws NotProvenException naming the line that is wrong
     */
    public static SignedNote parse(String note, int firstLine) throws NotProvenException {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || blank + 2 >= note.length() || !note.endsWith("\n")) {
            throw new NotProvenException(
                    "line %d: expected a checkpoint: text, an empty line, and lines of signatures that begin with '— '"
                            .formatted(firstLine));
        }
        for (int i = 0; i < note.length(); i++) {
            if (note.charAt(i) < ' ' && note.charAt(i) != '\n') {
                throw new NotProvenException(
                        "line %d: a control character stands here, expected none; lines end in a line feed alone"
                                .formatted(firstLine + lines(note.substring(0, i))));
            }
        }
        String text = note.substring(0, blank + 1);
        int line = firstLine + lines(text) + 1;
        List<NoteSignature> signatures = new ArrayList<>();
        for (String signature : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(signature(signature, line++));
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new NotProvenException("line %d: a note has at most 100 signatures".formatted(line));
        }
        return new SignedNote(text, signatures);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(unit -> unit == '\n').count();
    }

    private static NoteSignature signature(String line, int number) throws NotProvenException {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(MARK) || space <= MARK.length()) {
            throw new NotProvenException(
                    "line %d: expected a signature, '— ' with a name and base64".formatted(number));
        }
        byte[] bytes = base64(line.substring(space + 1))
                .filter(decoded -> decoded.length > ID_BYTES)
                .orElseThrow(() -> new NotProvenException(
                        "line %d: the signature is not base64 of a key id and a signature".formatted(number)));
        return new NoteSignature(
                line.substring(MARK.length(), space),
                ByteBuffer.wrap(bytes).getInt(),
                Bytes.of(Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)));
    }

    /** In its one canonical spelling. */
    private static Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As it is stored and published. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
