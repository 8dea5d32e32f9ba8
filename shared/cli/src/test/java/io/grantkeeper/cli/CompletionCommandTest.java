package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The completion command")
class CompletionCommandTest {
    @TempDir
    private Path folder;

    /** Has Bash itself complete a word, so that the script is tested in real use. */
    @Test
    void completesVerbsAndOptionsInBash() throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion"),
                CommandRunner.runPlain("completion").requireSuccess().out());
        assertThat(complete(script, "grantkeeper", "inv")).contains("inventory");
        assertThat(complete(script, "grantkeeper", "findings", "--sev")).contains("--severity");
        assertThat(complete(script, "grantkeeper", "policy", "app")).contains("apply", "approve");
    }

    private String complete(Path script, String... words) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        String quoted = String.join(
                " ", Arrays.stream(words).map(word -> "'" + word + "'").toList());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_grantkeeper; printf '%%s\\n' \"${COMPREPLY[@]}\""
                                .formatted(script, quoted, words.length - 1))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(bash.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output);
    }

    @Test
    void writesManPageOfEachCommand() throws IOException {
        CommandRunner.runPlain("completion", "--man", folder.resolve("man1").toString())
                .requireSuccess();
        try (Stream<Path> pages = Files.list(folder.resolve("man1"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .hasSizeGreaterThan(50)
                    .contains("grantkeeper.1", "grantkeeper-findings.1", "grantkeeper-policy-apply.1");
        }
        assertThat(Files.readString(folder.resolve("man1/grantkeeper-findings.1")))
                .startsWith(".TH \"GRANTKEEPER-FINDINGS\" 1")
                .contains(".SH SYNOPSIS", "grantkeeper findings", ".B \\-\\-severity=LEVEL")
                .doesNotContain("${DEFAULT-VALUE}");
    }
}
