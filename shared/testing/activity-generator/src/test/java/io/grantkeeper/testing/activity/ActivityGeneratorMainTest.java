package io.grantkeeper.testing.activity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityGeneratorMainTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(List<String> arguments) throws InterruptedException {
        return ActivityGeneratorMain.run(
                arguments, new PrintStream(out, true, UTF_8), new PrintStream(errors, true, UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "'', usage:",
        "juggle --seeds 1 --in x -- cat, usage:",
        "generate --seeds 1, usage:",
        "score --seeds 1 --in x, usage:",
        "generate --seeds one --out x, --seeds: expected a number",
        "score --seeds 3 --in nowhere -- cat, Seed 3 is not in nowhere"
    })
    void reportsInvalidArgumentsAndStatesFix(String line, String error) throws InterruptedException {
        assertThat(run(List.of(line.split(" ", -1)))).isEqualTo(2);
        assertThat(errors.toString(UTF_8)).contains(error);
        assertThat(out.size()).isZero();
    }

    @Test
    void printsScoreAsTableByKind() throws IOException, InterruptedException {
        String row = "{\"provider\":\"slack\",\"row\":{\"date_create\":1770000000}}";
        Files.writeString(ActivityFiles.rows(folder, 1), row + "\n");
        Files.writeString(ActivityFiles.places(folder, 1), "");
        Files.writeString(ActivityFiles.labels(folder, 1), """
                {"label":"company","identities":300,"days":7,"from":"2026-02-02T00:00:00Z"}
                {"label":"attack","kind":"tor-exit","from":"2026-02-02T02:40:00Z","rows":[1],"context":[]}
                """);
        String answer = "{\"subject\":\"A\",\"signals\":[{\"type\":\"tor\",\"severity\":\"high\"}]}";
        assertThat(run(List.of(
                        "score", "--seeds", "1", "--in", folder.toString(), "--", "sed", "s/.*/" + answer + "/")))
                .isZero();
        assertThat(out.toString(UTF_8))
                .contains("attack tor-exit")
                .contains("recall 1.000")
                .contains("false alerts a week per 1,000 identities 0.00, all alerts 3.33");
    }

    @Test
    void reportsFailureOfDetector() throws IOException, InterruptedException {
        Files.writeString(ActivityFiles.rows(folder, 1), "");
        assertThat(run(List.of("score", "--seeds", "1", "--in", folder.toString(), "--", "false")))
                .isEqualTo(1);
        assertThat(errors.toString(UTF_8)).contains("status 1 on seed 1");
    }
}
