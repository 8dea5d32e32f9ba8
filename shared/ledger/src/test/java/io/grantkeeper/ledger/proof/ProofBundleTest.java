package io.grantkeeper.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.ledger.LogTampering;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.TestLog;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A proof in a file")
class ProofBundleTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int CHANGES = 6_000;

    private final TestLog log = new TestLog(30);
    private final String key = log.key.key().toString();
    private final ProofBundleVerifier verifier = new ProofBundleVerifier(TrustedKeys.of(log.key.key()));

    @TempDir
    private Path folder;

    private List<byte[]> good() {
        return List.of(
                log.inclusion(0, 1),
                log.inclusion(0, 30),
                log.inclusion(17, 23),
                log.inclusion(29, 30),
                log.consistency(1, 30),
                log.consistency(8, 21),
                log.consistency(7, 30),
                log.consistency(30, 30),
                log.checkpoint(30).toString().getBytes(UTF_8));
    }

    @Test
    void describesWhatProofProves() throws ProofFailedException {
        ProofBundleVerifier.Proven entry = verifier.verify(log.inclusion(17, 23));
        assertThat(entry.sentences().getFirst())
                .isEqualTo("The entry is number 17 in the log example.com/ledger/acme, which had 23 entries.");
        assertThat(entry.entry()).contains("{\"id\":\"entry-17\",\"v\":1}");
        ProofBundleVerifier.Proven grew = verifier.verify(log.consistency(7, 30));
        assertThat(grew.sentences().getFirst())
                .contains("grew from 7 to 30 entries")
                .contains("none of the first 7");
        assertThat(verifier.verify(log.checkpoint(30).toString().getBytes(UTF_8))
                        .size())
                .isEqualTo(30);
    }

    @Test
    void namesLineAndFailedCheckOfInvalidProof() {
        String proof = new String(log.inclusion(17, 23), UTF_8);
        assertRejected(
                proof.replace("index 17", "index 16"), "line 11: inclusion: the root computed from entry and proof is");
        assertRejected(proof.replace("index 17", "index 23"), "line 3: inclusion: index 23 is outside");
        assertRejected(proof.replace("index 17", "index 017"), "line 3: expected 'index'");
        assertRejected(proof.replace("extra ", "extra"), "line 2: expected 'extra'");
        assertRejected(proof.replace("\n23\n", "\n24\n"), "does not match the text above it");
        assertRejected(proof.replaceFirst("\n[^\n]{44}\n", "\nAAAA\n"), "line 4: expected a hash");
        assertRejected(proof.substring(0, 60), "line 2: the file ends here");
        assertRejected("", "line 1: the file is empty");
        String grew = new String(log.consistency(7, 30), UTF_8);
        assertRejected(grew.replaceFirst("old .", "old x"), "line 2");
    }

    private void assertRejected(String proof, String why) {
        assertThatThrownBy(() -> verifier.verify(proof.getBytes(UTF_8)))
                .isInstanceOf(ProofFailedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void matchesResultOfStandaloneJavaVerifier() throws Exception {
        StandaloneVerifiers alone = new StandaloneVerifiers(folder);
        for (byte[] proof : good()) {
            verifier.verify(proof);
            assertThat(alone.java(key, proof).words()).startsWith("PROVED: ");
        }
        LogTampering tampering = new LogTampering(20261124);
        List<byte[]> good = good();
        for (int i = 0; i < CHANGES; i++) {
            byte[] altered = tampering.alter(good.get(i % good.size()));
            StandaloneVerifiers.VerifierOutput output = alone.java(key, altered);
            assertThat(output.exit()).as("change %d, standalone verifier", i).isEqualTo(1);
            assertThat(output.words()).matches("(?s)(line \\d+.*: .+|.* is not UTF-8 text)");
            assertThatThrownBy(() -> verifier.verify(altered))
                    .as("change %d: %s", i, output.words())
                    .isInstanceOf(ProofFailedException.class)
                    .hasMessageStartingWith(output.words().replaceFirst("(?s)(line \\d+|).*", "$1"));
        }
    }

    @Test
    void matchesResultOfJavaScriptVerifier() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                StandaloneVerifiers.isNodeInstalled(), "node is not on this machine");
        StandaloneVerifiers alone = new StandaloneVerifiers(folder);
        LogTampering tampering = new LogTampering(7);
        for (byte[] proof : good()) {
            assertThat(alone.node(key, proof).exit())
                    .as(new String(proof, UTF_8))
                    .isZero();
            assertThat(alone.node(key, tampering.alter(proof)).exit()).isEqualTo(1);
        }
    }

    /**
     * A proof must remain valid forever, so proofs from earlier versions are stored as golden files. {@code
     * scripts/approve} regenerates them with a new key.
     */
    @Test
    void acceptsProofsOfEarlierVersions() throws Exception {
        Map<String, byte[]> files = Map.of(
                "inclusion.tlog-proof", log.inclusion(17, 23),
                "consistency.proof", log.consistency(7, 30),
                "checkpoint", log.checkpoint(30).toString().getBytes(UTF_8));
        if (Boolean.getBoolean("grantkeeper.approve")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve("public-key"), key + "\n");
            for (var file : files.entrySet()) {
                Files.write(GOLDEN.resolve(file.getKey()), file.getValue());
            }
        }
        String goldenKey = Files.readString(GOLDEN.resolve("public-key")).strip();
        var golden = new ProofBundleVerifier(TrustedKeys.of(io.grantkeeper.ledger.note.VerifierKey.parse(goldenKey)));
        for (String file : files.keySet()) {
            byte[] proof = Files.readAllBytes(GOLDEN.resolve(file));
            golden.verify(proof);
            assertThat(new StandaloneVerifiers(folder).java(goldenKey, proof).words())
                    .startsWith("PROVED");
        }
    }
}
