package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.property.testkit.TestRepetitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
 * Kills real processes of the command line with SIGKILL at random moments. After a restart, the state must be the same
 * as after an undisturbed run. If a process was killed while it sent a message, sending continues after two minutes,
 * when the process's claim has expired. Therefore, the last process starts some minutes later: all processes use the
 * tenant's time, which the test advances.
 */
@EnabledIfSystemProperty(named = "grantkeeper.campaigns", matches = "full", disabledReason = "runs with --campaigns")
@DisplayName("The process of the command line")
class ProcessCampaignIT {
    /** The number of kills in each of the two sweeps. */
    private static final int KILLS = TestRepetitions.times(50, 1);

    /** The time after which each claim of a killed process has expired. */
    private static final Duration CLAIMS_EXPIRE = Duration.ofMinutes(3);

    private static final int MOST_KILLS_OF_ONE_SWEEP = 4;
    private static final int KILLED = 137;

    @TempDir
    private static Path folder;

    private static LocalMailServer mail = LocalMailServer.start();
    private static ProcessScene before;
    private static ProcessScene after;
    private static Reference first;

    /**
     * An undisturbed sweep.
     *
     * @param active how long the sweep took; a process that will be killed takes about as long, counted from its first
     *     call
     * @param earlierMessages the number of messages of earlier sweeps
     */
    private record Reference(CommandRunner folder, Duration active, InstallationState state, int earlierMessages) {}

    @BeforeAll
    static void sweepUndisturbed() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        before = ProcessScene.before(now, mail);
        after = ProcessScene.after(now.plus(Duration.ofDays(1)), mail);
        first = sweep(before, before.configure(Files.createDirectory(folder.resolve("first"))), 0);
    }

    private static Reference sweep(ProcessScene scene, CommandRunner runner, int earlierMessages) {
        long start = System.nanoTime();
        Ran swept = runner.onLedger("sweep", "--clock", scene.now());
        Duration active = Duration.ofNanos(System.nanoTime() - start);
        assertThat(swept.exit()).as(swept.output()).isZero();
        return new Reference(runner, active, ProcessScene.state(runner), earlierMessages);
    }

    @AfterAll
    static void close() {
        before.close();
        after.close();
        mail.close();
    }

    @Test
    void reachesSameStateIfFirstSweepIsKilled() throws Exception {
        Random random = new Random(1);
        for (int kills = 0, run = 0; kills < KILLS; run++) {
            Path copy = Files.createDirectory(folder.resolve("first-" + run));
            kills += killed(before, before.configure(copy), first, random, KILLS - kills);
        }
    }

    @Test
    void reachesSameStateIfLaterSweepIsKilled() throws Exception {
        Path undisturbed = folder.resolve("later");
        ProcessScene.copy(first.folder().folder(), undisturbed);
        Reference later =
                sweep(after, after.configure(undisturbed), first.state().messages());
        assertThat(later.state().findings().toString()).contains("SHADOW_AI", "SCOPES_EXPANDED", "GRANT_VANISHED");
        assertThat(later.state().messages()).isGreaterThan(first.state().messages());
        Random random = new Random(2);
        for (int kills = 0, run = 0; kills < KILLS; run++) {
            Path copy = folder.resolve("later-" + run);
            ProcessScene.copy(first.folder().folder(), copy);
            kills += killed(after, after.configure(copy), later, random, KILLS - kills);
        }
    }

    /** Kills processes that sweep the same folder, lets the last process finish, and returns the number of kills. */
    private static int killed(ProcessScene scene, CommandRunner runner, Reference expected, Random random, int most)
            throws Exception {
        int mailsBefore = mail.received().size();
        int kills = 0;
        int wanted = Math.min(most, 1 + random.nextInt(MOST_KILLS_OF_ONE_SWEEP));
        while (kills < wanted) {
            if (kill(scene, runner, expected.active(), random)) {
                kills++;
            } else {
                wanted--; // the process had ended before its turn came
            }
        }
        finish(scene, runner, expected, mailsBefore, kills);
        return kills;
    }

    /** Sweeps a folder whose earlier sweeps were interrupted, and checks that the interruptions changed nothing. */
    private static void finish(
            ProcessScene scene, CommandRunner runner, Reference expected, int mailsBefore, int interruptions) {
        scene.advance(CLAIMS_EXPIRE);
        Ran end = runner.onLedger("sweep", "--clock", scene.now());
        assertThat(end.exit()).as(end.output()).isZero();
        InstallationState state = ProcessScene.state(runner);
        assertThat(state.lines())
                .as(
                        "after %d interruptions in %s",
                        interruptions, runner.folder().getFileName())
                .containsExactlyElementsOf(expected.state().lines());
        List<String> mails = mail.received().stream()
                .skip(mailsBefore)
                .map(LocalMailServer.Received::messageId)
                .toList();
        assertThat(mails.stream().distinct().count())
                .as("different mails")
                .isEqualTo(state.messages() - expected.earlierMessages());
        // A mail server cannot be queried for sent mail, so the mail that a process was sending can be sent again.
        assertThat(mails.size() - mails.stream().distinct().count())
                .as("mails sent twice")
                .isLessThanOrEqualTo(interruptions);
    }

    private static boolean kill(ProcessScene scene, CommandRunner runner, Duration active, Random random)
            throws IOException, InterruptedException {
        long calls = scene.calls();
        Process process = random.nextBoolean()
                ? ProcessScene.start(runner, "sweep", "--clock", scene.now())
                : ProcessScene.start(runner, "serve", "--port", "0", "--clock", scene.now());
        scene.awaitFirstCall(process, calls);
        boolean ended = process.waitFor((long) (random.nextDouble() * active.toMillis()), TimeUnit.MILLISECONDS);
        var _ = process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(ProcessScene.output(runner)).isEqualTo(ended ? 0 : KILLED);
        return !ended;
    }
}
