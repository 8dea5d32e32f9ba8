package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.local.doubles.LocalMailServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fills the disk of the data folder while real processes of the command line use it. The disk is a small in-memory file
 * system, which an unprivileged user may mount in a separate mount namespace.
 */
@DisplayName("The process of the command line, on a full disk")
@EnabledIfSystemProperty(named = "grantkeeper.campaigns", matches = "full", disabledReason = "runs with --campaigns")
class FullDiskIT {
    private static final int TIMES = 3;
    /**
     * The size of the file system, in megabytes: enough for an empty installation and the space that must remain free.
     */
    private static final int SIZE = 32;

    /**
     * A shell script that runs a command on a separate file system after copying the data folder to it, and then copies
     * the folder back. A trigger file starts the program that fills the file system.
     */
    private static final String ON_SMALL_DISK = """
            mount -t tmpfs -o size=$1m tmpfs "$2" && cp -a "$3/." "$2/" || exit 77
            ( until [ -e "$4" ]; do sleep 0.02; done; cat /dev/zero > "$2/filler" ) 2> /dev/null &
            "${@:5}"
            code=$?
            kill $! 2> /dev/null
            rm -f "$2/filler"
            cp -a "$2/." "$3/" || exit 78
            exit $code
            """;

    @TempDir
    private static Path folder;

    private static LocalMailServer mail = LocalMailServer.start();
    private static ProcessScene scene;

    @BeforeAll
    static void start() {
        scene = ProcessScene.before(Instant.now().truncatedTo(ChronoUnit.SECONDS), mail);
    }

    @AfterAll
    static void close() {
        scene.close();
        mail.close();
    }

    private static boolean canMount() throws IOException, InterruptedException {
        Path empty = Files.createDirectories(folder.resolve("mount"));
        try {
            return new ProcessBuilder(
                                    "unshare",
                                    "-rm",
                                    "mount",
                                    "-t",
                                    "tmpfs",
                                    "-o",
                                    "size=1m",
                                    "tmpfs",
                                    empty.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // unshare is not installed
        }
    }

    @Test
    void stopsWithOneLineAndReachesSameStateAfterSpaceIsFreed() throws Exception {
        assumeTrue(canMount(), "this system lets no ordinary user mount a file system ('unshare -rm mount -t tmpfs')");
        CommandRunner undisturbed = scene.configure(Files.createDirectory(folder.resolve("undisturbed")));
        Ran reference = undisturbed.onLedger("sweep");
        assertThat(reference.exit()).as(reference.output()).isZero();
        List<String> expected = ProcessScene.state(undisturbed).lines();

        Random random = new Random(3);
        for (int run = 0; run < TIMES; run++) {
            CommandRunner runner = scene.configure(Files.createDirectory(folder.resolve("full-" + run)));
            Path trigger = runner.folder().resolve("fill-the-disk");
            Process process = onSmallDisk(runner, trigger);
            long calls = scene.calls();
            while (scene.calls() < calls + random.nextInt(60) && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
                assertThat(process.isAlive()).isTrue();
            }
            Files.createFile(trigger);
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            String output = ProcessScene.output(runner);
            assertThat(process.exitValue()).as(output).isEqualTo(1);
            assertThat(output.lines().filter(line -> line.startsWith("grantkeeper: ")))
                    .singleElement()
                    .asString()
                    .contains("MB of free space", "free some space and run the command again");
            assertThat(output).doesNotContain("\tat ");

            Ran end = runner.onLedger("sweep");
            assertThat(end.exit()).as(end.output()).isZero();
            assertThat(ProcessScene.state(runner).lines())
                    .as("after the disk was full, run %d", run)
                    .containsExactlyElementsOf(expected);
        }
    }

    private static Process onSmallDisk(CommandRunner runner, Path trigger) throws IOException {
        Path disk = Files.createDirectory(runner.folder().resolve("disk"));
        Files.createDirectories(runner.data());
        return ProcessScene.start(
                runner,
                List.of(
                        "unshare",
                        "-rm",
                        "bash",
                        "-c",
                        ON_SMALL_DISK,
                        "bash",
                        Integer.toString(SIZE),
                        disk.toString(),
                        runner.data().toString(),
                        trigger.toString()),
                disk,
                "sweep");
    }
}
