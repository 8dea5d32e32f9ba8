package io.grantkeeper.ledger.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.TestLog;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
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

/** What an auditor may hold in hands by mistake. Three programs read it, and share no code. */
@DisplayName("A wrong proof")
class WrongProofsTest {
    private static final Pattern LINE = Pattern.compile("(?s)^line (\\d+).*?: .+");
    private static final String NO_LINE = "none";

    private final TestLog log = new TestLog(30);
    private final String key = log.key.key().toString();
    private final String entry = text(log.inclusion(17, 23));
    private final String grew = text(log.consistency(7, 30));
    private final String checkpoint = log.checkpoint(30).toString();
    private StandAlone alone;

    @TempDir
    private Path folder;

    @BeforeEach
    void compile() throws Exception {
        alone = new StandAlone(folder);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private record Wrong(String what, Bytes proof, String line, String expected) {}

    private static Wrong wrong(String what, String proof, int line, String expected) {
        return new Wrong(what, Bytes.utf8(proof), String.valueOf(line), expected);
    }

    private static String replaceLine(String proof, int line, Function<String, String> change) {
        List<String> lines = new java.util.ArrayList<>(List.of(proof.split("\n", -1)));
        lines.set(line - 1, change.apply(lines.get(line - 1)));
        return String.join("\n", lines);
    }

    private static String upTo(String proof, int line) {
        return String.join("\n", List.of(proof.split("\n", -1)).subList(0, line));
    }

    /** The same log, signed by somebody else. */
    private String signedBy(KeyFile other, int size) {
        return SignedNote.sign(log.checkpoint(size).text(), List.of(other)).toString();
    }

    private String ofAnotherLog() {
        KeyFile other = KeyFile.generate("example.com/ledger/other", SignatureType.ED25519);
        return SignedNote.sign(
                        Checkpoint.of("example.com/ledger/other", 30, io.grantkeeper.ledger.merkle.Merkle.EMPTY)
                                .text(),
                        List.of(other))
                .toString();
    }

    private List<Wrong> proofs() {
        String otherKey = signedBy(KeyFile.generate(TestLog.ORIGIN, SignatureType.ED25519), 30);
        int root = (int) entry.substring(0, entry.indexOf("\n\n")).lines().count() + 4;
        int newerRoot = (int) grew.substring(0, grew.indexOf("\n\n")).lines().count() + 4;
        String hash = entry.lines().skip(3).findFirst().orElseThrow();
        return List.of(
                wrong("empty", "", 1, "the file is empty"),
                wrong("of another kind", "{\"not\": \"a proof\"}\n", 1, "expected a checkpoint"),
                wrong("with a byte order mark", "\ufeff" + entry, 1, ""),
                wrong("with line ends of Windows", checkpoint.replace("\n", "\r\n"), 1, "expected a checkpoint"),
                wrong("with a carriage return", checkpoint.replaceFirst("\n", "\r\n"), 1, "control character"),
                new Wrong(
                        "not UTF-8",
                        Bytes.of("c2sp.org/tlog-proof@v1\nextra \u00ff\n".getBytes(ISO_8859_1)),
                        NO_LINE,
                        "UTF-8"),
                new Wrong("huge", Bytes.of(new byte[BundleVerifier.LARGEST + 1]), NO_LINE, "at most 1048576 bytes"),
                wrong("cut off behind its kind", "grantkeeper/consistency-proof@v1", 1, "expected a checkpoint"),
                wrong("cut off in the entry", entry.substring(0, 60), 2, "the file ends here"),
                wrong("cut off after the entry", upTo(entry, 2) + "\n", 3, "the file ends here"),
                wrong("cut off in its hashes", upTo(entry, 4) + "\n", 5, "the file ends here"),
                wrong("cut off before the checkpoint", upTo(entry, root - 3) + "\n", root - 2, "expected a checkpoint"),
                wrong("without an entry", replaceLine(entry, 2, _ -> "extra"), 2, "extra"),
                wrong("whose entry is no base64", replaceLine(entry, 2, line -> line + "!"), 2, "base64"),
                wrong("whose index is no number", replaceLine(entry, 3, _ -> "index seventeen"), 3, "number"),
                wrong("whose index has a leading zero", replaceLine(entry, 3, _ -> "index 017"), 3, "number"),
                wrong("whose index lies outside the log", replaceLine(entry, 3, _ -> "index 23"), 3, "outside"),
                wrong("of another index", replaceLine(entry, 3, _ -> "index 16"), root, "expected"),
                wrong(
                        "of another entry",
                        replaceLine(entry, 2, _ -> "extra " + base64("{\"id\":\"entry-18\",\"v\":1}")),
                        root,
                        "expected"),
                wrong("whose hash is no base64", replaceLine(entry, 4, _ -> "*"), 4, "base64"),
                wrong("whose hash is too short", replaceLine(entry, 4, _ -> "AAAA"), 4, "32 bytes"),
                wrong("with a hash too few", entry.replaceFirst(Pattern.quote(hash + "\n"), ""), 4, "too few"),
                wrong("with a hash too many", entry.replaceFirst("\n\n", "\n" + hash + "\n\n"), 4, "too many"),
                wrong("whose size was changed", entry.replace("\n23\n", "\n24\n"), root + 2, "does not fit"),
                wrong("whose size is no number", entry.replace("\n23\n", "\n0023\n"), root - 1, "2\\^64"),
                wrong("whose root is no hash", replaceLine(checkpoint, 3, _ -> "AAAA"), 3, "32 bytes"),
                wrong("whose signature is no base64", replaceLine(checkpoint, 5, line -> line + "!"), 5, "base64"),
                wrong("whose signature is another", replaceLine(checkpoint, 5, line -> altered(line)), 5, "not fit"),
                wrong("with a line that is no signature", checkpoint + "signed\n", 6, "expected a signature"),
                wrong("signed with another key", otherKey, 5, "no signature is by"),
                wrong("of another log", ofAnotherLog(), 1, "'example.com/ledger/other', expected"),
                wrong(
                        "of growth, of another log",
                        grew.substring(0, grew.indexOf("\n\n") + 2) + ofAnotherLog(),
                        newerRoot - 2,
                        "'example.com/ledger/other', expected"),
                wrong("of growth, whose older one is no base64", replaceLine(grew, 2, line -> line + "!"), 2, "base64"),
                wrong(
                        "of growth, whose older one was signed by another",
                        replaceLine(
                                grew,
                                2,
                                _ -> "old "
                                        + base64(signedBy(KeyFile.generate(TestLog.ORIGIN, SignatureType.ED25519), 7))),
                        2,
                        "older checkpoint"),
                wrong(
                        "of growth from a larger log",
                        replaceLine(grew, 2, _ -> "old " + base64(checkpoint))
                                .replace(checkpoint, log.checkpoint(7).toString()),
                        2,
                        "larger|more than"),
                wrong(
                        "of growth from another size",
                        replaceLine(
                                grew, 2, _ -> "old " + base64(log.checkpoint(6).toString())),
                        3,
                        "too many"),
                wrong(
                        "of growth, without hashes",
                        "grantkeeper/consistency-proof@v1\nold %s\n\n%s"
                                .formatted(base64(log.checkpoint(7).toString()), checkpoint),
                        3,
                        "no hashes"),
                wrong(
                        "of growth, with a hash too many",
                        grew.replaceFirst("\n\n", "\n" + hash + "\n\n"),
                        3,
                        "too many"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** Another signature in the same form. */
    private static String altered(String line) {
        char middle = line.charAt(line.length() - 20);
        return line.substring(0, line.length() - 20) + (middle == 'A' ? 'B' : 'A') + line.substring(line.length() - 19);
    }

    private String ours(byte[] proof) {
        try {
            return "PROVED" + new BundleVerifier(TrustedKeys.of(log.key.key())).verify(proof);
        } catch (NotProvenException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String lineOf(String words) {
        Matcher line = LINE.matcher(words);
        return line.matches() ? line.group(1) : NO_LINE;
    }

    @Test
    void isRefusedByAllThreeVerifiersAtTheSameLineWithWhatWasExpected() throws Exception {
        boolean node = StandAlone.nodeIsThere();
        for (Wrong wrong : proofs()) {
            String said = ours(wrong.proof().array());
            assertThat(lineOf(said)).as("%s: %s", wrong.what(), said).isEqualTo(wrong.line());
            assertThat(said).as(wrong.what()).containsPattern(wrong.expected()).doesNotContain("PROVED");
            requireSame(wrong, alone.java(key, wrong.proof().array()));
            if (node) {
                requireSame(wrong, alone.node(key, wrong.proof().array()));
            }
        }
    }

    private static void requireSame(Wrong wrong, StandAlone.Said said) {
        assertThat(said.exit()).as("%s: %s", wrong.what(), said.words()).isEqualTo(1);
        assertThat(lineOf(said.words()))
                .as("%s: %s", wrong.what(), said.words())
                .isEqualTo(wrong.line());
    }

    @Test
    void checkedWithWhatIsNoKeyIsWrongUse() throws Exception {
        String pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n";
        for (String wrong : List.of(
                "nonsense",
                pem,
                log.key.text(),
                key.replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+"),
                key.substring(0, key.length() - 8),
                key.replaceFirst("=*$", "!"),
                KeyFile.generate(TestLog.ORIGIN, SignatureType.COSIGNATURE)
                        .key()
                        .toString())) {
            StandAlone.Said said = alone.java(wrong, log.inclusion(17, 23));
            assertThat(said.exit()).as(said.words()).isEqualTo(2);
            assertThat(said.words())
                    .contains("KEY")
                    .doesNotContain(log.key.text().substring(0, 80));
        }
    }

    @Test
    void thatIsNoFileIsWrongUseWithoutAStackTrace() throws Exception {
        boolean node = StandAlone.nodeIsThere();
        for (String file : List.of(folder.resolve("nowhere").toString(), folder.toString())) {
            requireWrongUse(alone.javaProcess(key, file), file);
            if (node) {
                requireWrongUse(alone.nodeProcess(key, file), file);
            }
        }
    }

    private static void requireWrongUse(StandAlone.Said said, String file) {
        assertThat(said.exit()).as(said.words()).isEqualTo(2);
        assertThat(said.words()).isEqualTo("cannot check %s: no such file, or none that can be read".formatted(file));
    }

    @Test
    void mayBeCheckedWithAKeyInAFileInTheOtherLanguageToo() throws Exception {
        Assumptions.assumeTrue(StandAlone.nodeIsThere(), "node is not on this machine");
        String file = Files.writeString(folder.resolve("key"), key + "\n").toString();
        Path proof = Files.write(folder.resolve("good"), log.inclusion(17, 23));
        assertThat(alone.nodeProcess(file, proof.toString()).words()).startsWith("PROVED: entry 17");
        assertThat(alone.javaProcess(file, proof.toString()).words()).startsWith("PROVED: entry 17");
    }
}
