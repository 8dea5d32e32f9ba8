package io.grantkeeper.ledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.grantkeeper.ledger.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks Grantkeeper's proofs with an independent verifier: Sigstore's npm package, which shares neither code nor
 * authors with Grantkeeper.
 */
@DisplayName("A proof in Sigstore's verifier")
class SigstoreVerifierIT {
    private static final String VERIFIER = "@sigstore/verify@4.1.3";
    private static final Path INSTALLED = Path.of("target", "npm", "sigstore-verify-4.1.3");
    private static final Path CHECK = Path.of("src/test/resources/sigstore/check.cjs");

    private final TestLog log = new TestLog(300);

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws InterruptedException {
        if (Files.isDirectory(INSTALLED.resolve("node_modules/@sigstore/verify"))) {
            return;
        }
        try {
            Files.createDirectories(INSTALLED);
            int exit = run(
                    "npm",
                    "install",
                    "--silent",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                    INSTALLED.toString(),
                    VERIFIER);
            if (exit != 0) {
                abort("not compared with Sigstore's verifier, because npm could not fetch %s".formatted(VERIFIER));
            }
        } catch (IOException unavailable) {
            abort("not compared with Sigstore's verifier, because npm is not installed: " + unavailable.getMessage());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private int check(List<byte[]> proofs) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "node", CHECK.toString(), INSTALLED.toString(), log.key.key().toString()));
        for (int i = 0; i < proofs.size(); i++) {
            command.add(Files.write(folder.resolve("proof-" + i), proofs.get(i)).toString());
        }
        return run(command.toArray(String[]::new));
    }

    @Test
    void acceptsProofOfEveryEntryInLogsOfManySizes() throws Exception {
        List<byte[]> proofs = new ArrayList<>();
        for (int size : List.of(1, 2, 3, 7, 64, 255, 256, 257, 300)) {
            for (int index = 0; index < size; index += 1 + size / 20) {
                proofs.add(log.inclusion(index, size));
            }
        }
        assertThat(proofs).hasSizeGreaterThan(100);
        assertThat(check(proofs)).isZero();
    }

    @Test
    void rejectsProofWithWrongIndexEntryTreeOrKey() throws Exception {
        String good = text(log.inclusion(17, 300));
        String another = text(log.inclusion(18, 300));
        assertThat(check(good)).isZero();
        assertThat(check(good.replace("index 17", "index 18"))).isEqualTo(1);
        assertThat(check(good.replace(line(good, 1), line(another, 1)))).isEqualTo(1);
        assertThat(check(good.replace(line(good, 3) + "\n", ""))).isEqualTo(1);
        assertThat(check(good.replace("\n300\n", "\n299\n"))).isEqualTo(1);
        assertThat(check(text(new TestLog(300).inclusion(17, 300)))).isEqualTo(1);
    }

    private int check(String proof) throws IOException, InterruptedException {
        return check(List.of(proof.getBytes(UTF_8)));
    }

    private static String text(byte[] proof) {
        return new String(proof, UTF_8);
    }

    private static String line(String text, int number) {
        return text.lines().skip(number).findFirst().orElseThrow();
    }
}
