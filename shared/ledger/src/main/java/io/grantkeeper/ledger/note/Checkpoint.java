package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.merkle.Hash;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log says of itself at one moment, as C2SP's tlog-checkpoint writes it.
 *
 * @param origin the log's name, the same as its key's
 * @param size how many entries it has; unsigned
 * @param root of the tree over them
 * @param extensions further lines, which nothing here reads
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,19}");

    public Checkpoint {
        extensions = List.copyOf(extensions);
    }

    public static Checkpoint of(String origin, long size, Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /**
     * Reads a note's text.
     *
     * @param firstLine the number of its first line in the file it stands in, for messages
     * @throws NotProvenException naming the line that is wrong
     */
    public static Checkpoint parse(String text, int firstLine) throws NotProvenException {
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3 || lines.contains("")) {
            throw new NotProvenException(
                    "line %d: a checkpoint has at least three lines, none of them empty: origin, size and root"
                            .formatted(firstLine));
        }
        return new Checkpoint(
                lines.get(0),
                size(lines.get(1), firstLine + 1),
                root(lines.get(2), firstLine + 2),
                lines.subList(3, lines.size()));
    }

    private static long size(String text, int line) throws NotProvenException {
        if (SIZE.matcher(text).matches()) {
            try {
                return Long.parseUnsignedLong(text);
            } catch (NumberFormatException _) {
                // told below
            }
        }
        throw new NotProvenException(
                "line %d: expected the size, a decimal number below 2^64 without leading zeroes".formatted(line));
    }

    private static Hash root(String text, int line) throws NotProvenException {
        try {
            return Hash.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NotProvenException(
                    "line %d: expected the root, base64 of 32 bytes: %s".formatted(line, e.getMessage()));
        }
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder("%s\n%s\n%s\n".formatted(origin, Long.toUnsignedString(size), root));
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
