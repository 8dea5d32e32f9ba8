package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The state that a log claims to have at one point in time, in the format of C2SP tlog-checkpoint.
 *
 * @param origin the log's name, which is also the name of its key
 * @param size the number of entries, as an unsigned number
 * @param root the root of the tree over the entries
 * @param extensions further lines, which Grantkeeper ignores
 */
public record Checkpoint(String origin, long size, Sha256Hash root, List<String> extensions) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,19}");

    public Checkpoint {
        extensions = List.copyOf(extensions);
    }

    public static Checkpoint of(String origin, long size, Sha256Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /**
     * Parses a note's text, which ends with a line feed.
     *
     * @param firstLine the line number of the text in its file, for messages
     * @throws ProofFailedException if a line is invalid; the message names the line
     */
    public static Checkpoint parse(String text, int firstLine) throws ProofFailedException {
        String content = text.endsWith("\n") ? text.substring(0, text.length() - 1) : "";
        List<String> lines = List.of(content.split("\n", -1));
        if (lines.size() < 3 || lines.contains("")) {
            throw new ProofFailedException(
                    "line %d: a checkpoint must have at least three non-empty lines: origin, size and root"
                            .formatted(firstLine));
        }
        return new Checkpoint(
                lines.get(0),
                size(lines.get(1), firstLine + 1),
                root(lines.get(2), firstLine + 2),
                lines.subList(3, lines.size()));
    }

    private static long size(String text, int line) throws ProofFailedException {
        if (SIZE.matcher(text).matches()) {
            try {
                return Long.parseUnsignedLong(text);
            } catch (NumberFormatException _) {
                // the exception below reports the error
            }
        }
        throw new ProofFailedException(
                "line %d: expected the size, a decimal number below 2^64 without leading zeros".formatted(line));
    }

    private static Sha256Hash root(String text, int line) throws ProofFailedException {
        try {
            return Sha256Hash.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProofFailedException(
                    "line %d: expected the root, base64 of 32 bytes: %s".formatted(line, e.getMessage()));
        }
    }

    /** Returns the text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder("%s\n%s\n%s\n".formatted(origin, Long.toUnsignedString(size), root));
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
