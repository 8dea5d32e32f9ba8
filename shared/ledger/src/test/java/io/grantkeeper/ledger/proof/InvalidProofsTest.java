package io.grantkeeper.ledger.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.TestLog;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that invalid proof files are rejected, including files that an auditor may submit by mistake. Each file is
 * checked by three verifiers that share no code.
 */
@DisplayName("A wrong proof")
class InvalidProofsTest {
    private static final Pattern LINE = Pattern.compile("(?s)^line (\\d+).*?: .+");
    private static final String NO_LINE = "none";

    private final TestLog log = new TestLog(30);
    private final String key = log.key.key().toString();
    private final String entry = text(log.inclusion(17, 23));
    private final String grew = text(log.consistency(7, 30));
    private final String checkpoint = log.checkpoint(30).toString();
    private StandaloneVerifiers alone;

    @TempDir
    private Path folder;

    @BeforeEach
    void compile() throws Exception {
        alone = new StandaloneVerifiers(folder);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private record Wrong(String what, ImmutableBytes proof, String line, String expected) {}

    private static Wrong wrong(String what, String proof, int line, String expected) {
        return new Wrong(what, ImmutableBytes.utf8(proof), String.valueOf(line), expected);
    }

    private static String replaceLine(String proof, int line, Function<String, String> change) {
        List<String> lines = new java.util.ArrayList<>(List.of(proof.split("\n", -1)));
        lines.set(line - 1, change.apply(lines.get(line - 1)));
        return String.join("\n", lines);
    }

    private static String upTo(String proof, int line) {
        return String.join("\n", List.of(proof.split("\n", -1)).subList(0, line));
    }

    /** Returns a checkpoint of the same log, signed with another key. */
    private String checkpointSignedBy(SigningKeyFile other, int size) {
        return SignedNote.sign(log.checkpoint(size).text(), List.of(other)).toString();
    }

    private String checkpointOfAnotherLog() {
        SigningKeyFile other = SigningKeyFile.generate("example.com/ledger/other", SignatureType.ED25519);
        return SignedNote.sign(
                        Checkpoint.of("example.com/ledger/other", 30, io.grantkeeper.ledger.merkle.MerkleHashing.EMPTY)
                                .text(),
                        List.of(other))
                .toString();
    }

    private List<Wrong> proofs() {
        String otherKey = checkpointSignedBy(SigningKeyFile.generate(TestLog.ORIGIN, SignatureType.ED25519), 30);
        int root = (int) entry.substring(0, entry.indexOf("\n\n")).lines().count() + 4;
        int newerRoot = (int) grew.substring(0, grew.indexOf("\n\n")).lines().count() + 4;
        String hash = entry.lines().skip(3).findFirst().orElseThrow();
        return List.of(
                wrong("empty", "", 1, "the file is empty"),
                wrong("of another type", "{\"not\": \"a proof\"}\n", 1, "expected a checkpoint"),
                wrong("with a byte order mark", "\ufeff" + entry, 1, ""),
                wrong("with Windows line endings", checkpoint.replace("\n", "\r\n"), 1, "expected a checkpoint"),
                wrong("with a carriage return", checkpoint.replaceFirst("\n", "\r\n"), 1, "control character"),
                new Wrong(
                        "not UTF-8",
                        ImmutableBytes.of("c2sp.org/tlog-proof@v1\nextra \u00ff\n".getBytes(ISO_8859_1)),
                        NO_LINE,
                        "UTF-8"),
                new Wrong(
                        "huge",
                        ImmutableBytes.of(new byte[ProofBundleVerifier.LARGEST + 1]),
                        NO_LINE,
                        "at most 1048576 bytes"),
                wrong("truncated after the header", "grantkeeper/consistency-proof@v1", 1, "expected a checkpoint"),
                wrong("truncated in the entry", entry.substring(0, 60), 2, "the file ends here"),
                wrong("truncated after the entry", upTo(entry, 2) + "\n", 3, "the file ends here"),
                wrong("truncated in its hashes", upTo(entry, 4) + "\n", 5, "the file ends here"),
                wrong(
                        "truncated before the checkpoint",
                        upTo(entry, root - 3) + "\n",
                        root - 2,
                        "expected a checkpoint"),
                wrong("without an entry", replaceLine(entry, 2, _ -> "extra"), 2, "extra"),
                wrong("whose entry is not base64", replaceLine(entry, 2, line -> line + "!"), 2, "base64"),
                wrong("whose index is not a number", replaceLine(entry, 3, _ -> "index seventeen"), 3, "number"),
                wrong("whose index has a leading zero", replaceLine(entry, 3, _ -> "index 017"), 3, "number"),
                wrong("whose index is outside the log", replaceLine(entry, 3, _ -> "index 23"), 3, "outside"),
                wrong("with another index", replaceLine(entry, 3, _ -> "index 16"), root, "expected"),
                wrong(
                        "with another entry",
                        replaceLine(entry, 2, _ -> "extra " + base64("{\"id\":\"entry-18\",\"v\":1}")),
                        root,
                        "expected"),
                wrong("whose hash is not base64", replaceLine(entry, 4, _ -> "*"), 4, "base64"),
                wrong("whose hash is too short", replaceLine(entry, 4, _ -> "AAAA"), 4, "32 bytes"),
                wrong("with one hash too few", entry.replaceFirst(Pattern.quote(hash + "\n"), ""), 4, "too few"),
                wrong("with one hash too many", entry.replaceFirst("\n\n", "\n" + hash + "\n\n"), 4, "too many"),
                wrong("whose size was changed", entry.replace("\n23\n", "\n24\n"), root + 2, "does not match"),
                wrong("whose size is not a number", entry.replace("\n23\n", "\n0023\n"), root - 1, "2\\^64"),
                wrong("whose root is not a hash", replaceLine(checkpoint, 3, _ -> "AAAA"), 3, "32 bytes"),
                wrong("whose signature is not base64", replaceLine(checkpoint, 5, line -> line + "!"), 5, "base64"),
                wrong(
                        "with another signature",
                        replaceLine(checkpoint, 5, line -> withAlteredSignature(line)),
                        5,
                        "not match"),
                wrong("with a line that is not a signature", checkpoint + "signed\n", 6, "expected a signature"),
                wrong("signed with another key", otherKey, 5, "no signature is from"),
                wrong("from another log", checkpointOfAnotherLog(), 1, "'example.com/ledger/other', expected"),
                wrong(
                        "consistency proof for another log",
                        grew.substring(0, grew.indexOf("\n\n") + 2) + checkpointOfAnotherLog(),
                        newerRoot - 2,
                        "'example.com/ledger/other', expected"),
                wrong(
                        "consistency proof whose older checkpoint is not base64",
                        replaceLine(grew, 2, line -> line + "!"),
                        2,
                        "base64"),
                wrong(
                        "consistency proof whose older checkpoint has another signer",
                        replaceLine(
                                grew,
                                2,
                                _ -> "old "
                                        + base64(checkpointSignedBy(
                                                SigningKeyFile.generate(TestLog.ORIGIN, SignatureType.ED25519), 7))),
                        2,
                        "older checkpoint"),
                wrong(
                        "consistency proof from a larger log",
                        replaceLine(grew, 2, _ -> "old " + base64(checkpoint))
                                .replace(checkpoint, log.checkpoint(7).toString()),
                        2,
                        "larger|more than"),
                wrong(
                        "consistency proof from another size",
                        replaceLine(
                                grew, 2, _ -> "old " + base64(log.checkpoint(6).toString())),
                        3,
                        "too many"),
                wrong(
                        "consistency proof without hashes",
                        "grantkeeper/consistency-proof@v1\nold %s\n\n%s"
                                .formatted(base64(log.checkpoint(7).toString()), checkpoint),
                        3,
                        "no hashes"),
                wrong(
                        "consistency proof with one hash too many",
                        grew.replaceFirst("\n\n", "\n" + hash + "\n\n"),
                        3,
                        "too many"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** Returns the line with one base64 character of its signature changed. */
    private static String withAlteredSignature(String line) {
        char middle = line.charAt(line.length() - 20);
        return line.substring(0, line.length() - 20) + (middle == 'A' ? 'B' : 'A') + line.substring(line.length() - 19);
    }

    private String verifyWithGrantkeeper(byte[] proof) {
        try {
            return "PROVED" + new ProofBundleVerifier(TrustedKeys.of(log.key.key())).verify(proof);
        } catch (ProofFailedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String lineOf(String words) {
        Matcher line = LINE.matcher(words);
        return line.matches() ? line.group(1) : NO_LINE;
    }

    @Test
    void allThreeVerifiersReportSameLineOfInvalidProof() throws Exception {
        boolean node = StandaloneVerifiers.isNodeInstalled();
        for (Wrong wrong : proofs()) {
            String message = verifyWithGrantkeeper(wrong.proof().array());
            assertThat(lineOf(message)).as("%s: %s", wrong.what(), message).isEqualTo(wrong.line());
            assertThat(message)
                    .as(wrong.what())
                    .containsPattern(wrong.expected())
                    .doesNotContain("PROVED");
            assertSameResult(wrong, alone.java(key, wrong.proof().array()));
            if (node) {
                assertSameResult(wrong, alone.node(key, wrong.proof().array()));
            }
        }
    }

    private static void assertSameResult(Wrong wrong, StandaloneVerifiers.VerifierOutput output) {
        assertThat(output.exit()).as("%s: %s", wrong.what(), output.words()).isEqualTo(1);
        assertThat(lineOf(output.words()))
                .as("%s: %s", wrong.what(), output.words())
                .isEqualTo(wrong.line());
    }

    @Test
    void reportsInvalidKeyAsIncorrectUsage() throws Exception {
        String pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n";
        for (String wrong : List.of(
                "nonsense",
                pem,
                log.key.text(),
                key.replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+"),
                key.substring(0, key.length() - 8),
                key.replaceFirst("=*$", "!"),
                SigningKeyFile.generate(TestLog.ORIGIN, SignatureType.COSIGNATURE)
                        .key()
                        .toString())) {
            StandaloneVerifiers.VerifierOutput output = alone.java(wrong, log.inclusion(17, 23));
            assertThat(output.exit()).as(output.words()).isEqualTo(2);
            assertThat(output.words())
                    .contains("KEY")
                    .doesNotContain(log.key.text().substring(0, 80));
        }
    }

    @Test
    void reportsUnreadableFileAsIncorrectUsageWithoutStackTrace() throws Exception {
        boolean node = StandaloneVerifiers.isNodeInstalled();
        for (String file : List.of(folder.resolve("nowhere").toString(), folder.toString())) {
            assertIncorrectUsage(alone.javaProcess(key, file), file);
            if (node) {
                assertIncorrectUsage(alone.nodeProcess(key, file), file);
            }
        }
    }

    private static void assertIncorrectUsage(StandaloneVerifiers.VerifierOutput output, String file) {
        assertThat(output.exit()).as(output.words()).isEqualTo(2);
        assertThat(output.words())
                .isEqualTo("cannot check %s: the file does not exist or cannot be read".formatted(file));
    }

    @Test
    void readsKeyFromFileInBothStandaloneVerifiers() throws Exception {
        Assumptions.assumeTrue(StandaloneVerifiers.isNodeInstalled(), "node is not on this machine");
        String file = Files.writeString(folder.resolve("key"), key + "\n").toString();
        Path proof = Files.write(folder.resolve("good"), log.inclusion(17, 23));
        assertThat(alone.nodeProcess(file, proof.toString()).words()).startsWith("PROVED: entry 17");
        assertThat(alone.javaProcess(file, proof.toString()).words()).startsWith("PROVED: entry 17");
    }
}
