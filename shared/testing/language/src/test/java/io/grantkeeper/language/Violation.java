package io.grantkeeper.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One place in a file that violates a rule. */
record Violation(
        String file, int line, String rule, String words, String sentence, String message, List<String> suggestions) {

    /**
     * Returns the violation's entry in the file of known violations. The entry contains no line number, so that edits
     * elsewhere in the checked file do not change it.
     */
    String key() {
        return file + "\t" + rule + "\t" + digest(sentence) + "\t" + words.replaceAll("\\s+", " ");
    }

    private static String digest(String sentence) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(sentence.strip().replaceAll("\\s+", " ").getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return file + ":" + line + ": \"" + words + "\" in: "
                + sentence.strip().replaceAll("\\s+", " ").replace(Passage.PLACEHOLDER, "…") + "\n    " + rule + ": "
                + message + (suggestions.isEmpty() ? "" : " Suggested: " + String.join(", ", suggestions));
    }
}
