package io.grantkeeper.ledger.proof;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads a proof line by line and tracks the line number. */
final class ProofLineReader {
    private static final int MAX_HASHES = 2 * 64;

    private final String text;
    private int position;
    private int number = 1;

    private ProofLineReader(String text) {
        this.text = text;
    }

    /**
     * Returns a reader for the lines of a file.
     *
     * @throws ProofFailedException if the file is not UTF-8
     */
    static ProofLineReader of(byte[] file) throws ProofFailedException {
        try {
            return new ProofLineReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException _) {
            throw new ProofFailedException("the file is not UTF-8 text");
        }
    }

    /** Returns the number of the next line in the file. */
    int number() {
        return number;
    }

    String next(String expected) throws ProofFailedException {
        int end = text.indexOf('\n', position);
        if (end < 0) {
            throw new ProofFailedException("line %d: the file ends here, expected %s".formatted(number, expected));
        }
        String line = text.substring(position, end);
        position = end + 1;
        number++;
        return line;
    }

    boolean nextStartsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    /** Returns the text that has not been read yet. */
    String rest() {
        return text.substring(position);
    }

    byte[] base64(String value, String what) throws ProofFailedException {
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            if (Base64.getEncoder().encodeToString(bytes).equals(value)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // the exception below reports the error
        }
        throw new ProofFailedException("line %d: %s is not canonical base64".formatted(number - 1, what));
    }

    /**
     * Reads hashes, one per line, up to and including the empty line that follows them.
     *
     * @throws ProofFailedException if a line is not a hash or there are too many hashes; the message names the line
     */
    List<Sha256Hash> hashes() throws ProofFailedException {
        List<Sha256Hash> hashes = new ArrayList<>();
        for (String line = next("a hash or an empty line"); !line.isEmpty(); line = next("a hash or an empty line")) {
            if (hashes.size() >= MAX_HASHES) {
                throw new ProofFailedException(
                        "line %d: a proof must have at most %d hashes".formatted(number - 1, MAX_HASHES));
            }
            try {
                hashes.add(Sha256Hash.parse(line));
            } catch (IllegalArgumentException e) {
                throw new ProofFailedException(
                        "line %d: expected a hash, base64 of 32 bytes: %s".formatted(number - 1, e.getMessage()));
            }
        }
        return hashes;
    }
}
