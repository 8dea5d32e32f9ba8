package io.grantkeeper.ledger.proof;

import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads a proof line by line, and can say on which one it stands. */
final class TextLines {
    private static final int MOST_HASHES = 2 * 64;

    private final String text;
    private int position;
    private int number = 1;

    private TextLines(String text) {
        this.text = text;
    }

    /** @throws NotProvenException where it is not UTF-8 */
    static TextLines of(byte[] file) throws NotProvenException {
        try {
            return new TextLines(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException _) {
            throw new NotProvenException("the file is not UTF-8 text");
        }
    }

    /** The number of the next line. */
    int number() {
        return number;
    }

    String next(String expected) throws NotProvenException {
        int end = text.indexOf('\n', position);
        if (end < 0) {
            throw new NotProvenException("line %d: the file ends here, expected %s".formatted(number, expected));
        }
        String line = text.substring(position, end);
        position = end + 1;
        number++;
        return line;
    }

    boolean nextStartsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    /** Everything from here on. */
    String rest() {
        return text.substring(position);
    }

    byte[] base64(String value, String what) throws NotProvenException {
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            if (Base64.getEncoder().encodeToString(bytes).equals(value)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new NotProvenException(
                "line %d: %s is no base64, expected its one canonical spelling".formatted(number - 1, what));
    }

    /** Hashes, one a line, up to an empty line. */
    List<Hash> hashes() throws NotProvenException {
        List<Hash> hashes = new ArrayList<>();
        for (String line = next("a hash or an empty line"); !line.isEmpty(); line = next("a hash or an empty line")) {
            if (hashes.size() >= MOST_HASHES) {
                throw new NotProvenException(
                        "line %d: a proof has at most %d hashes".formatted(number - 1, MOST_HASHES));
            }
            try {
                hashes.add(Hash.parse(line));
            } catch (IllegalArgumentException e) {
                throw new NotProvenException(
                        "line %d: expected a hash, base64 of 32 bytes: %s".formatted(number - 1, e.getMessage()));
            }
        }
        return hashes;
    }
}
