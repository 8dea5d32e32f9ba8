package io.grantkeeper.functions.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.property.testkit.TestRepetitions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a decision-making process with SIGKILL at random moments. Every decision returned at least one second earlier
 * must then be in the table or in the process's log, no matter how the table behaves.
 */
@DisplayName("A process that is killed")
class DecisionKillTest {
    /**
     * The maximum time after a response in which its decision can still be lost, as promised in
     * {@code docs/decisions.md}.
     */
    private static final Duration PROMISED = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    /** The ways in which the simulated table behaves. */
    enum Table {
        ACCEPTS,
        TAKES_LONG,
        HANGS,
        FAILS
    }

    @ParameterizedTest
    @EnumSource
    void losesNoDecisionReturnedAtLeastOneSecondBeforeKill(Table table) throws Exception {
        Random random = new Random(4716);
        int stalls = 0;
        for (int kill = 0; kill < TestRepetitions.times(25, 1); kill++) {
            Killed killed = kill(table, table + "-" + kill + "-" + stalls, random);
            List<String> promised = killed.returnedBefore(PROMISED);
            if (killed.stalled() && !promised.stream().allMatch(killed.evidence()::contains)) {
                // No thread of the process ran for a while, so the second was shorter for it. Not a measurement.
                stalls++;
                kill--;
                Assumptions.assumeTrue(stalls < 20, "the machine is too busy to measure one second");
            } else {
                assertThat(promised).isNotEmpty();
                assertThat(promised).as("%s, kill %d", table, kill).allMatch(killed.evidence()::contains);
            }
        }
    }

    /**
     * A process that was killed.
     *
     * @param returned the ID of each decision that was returned before the kill was due, keyed by
     *     {@link System#nanoTime}
     * @param due when the kill was due
     * @param evidence the table and the process's log
     */
    private record Killed(NavigableMap<Long, String> returned, long due, String evidence) {
        /**
         * The longest pause between decisions in a process that gets CPU time. Such a process returns a decision every
         * 5 ms.
         */
        private static final Duration CALM = Duration.ofMillis(100);

        List<String> returnedBefore(Duration time) {
            return List.copyOf(returned.headMap(due - time.toNanos()).values());
        }

        /**
         * Returns whether the process stalled: in the second before the kill, it returned no decision for longer than
         * {@link #CALM}.
         */
        boolean stalled() {
            NavigableMap<Long, String> latest = returned.tailMap(due - PROMISED.toNanos(), true);
            long last = due - PROMISED.toNanos();
            long longest = latest.isEmpty() ? PROMISED.toNanos() : due - latest.lastKey();
            for (long at : latest.keySet()) {
                longest = Math.max(longest, at - last);
                last = at;
            }
            return longest > CALM.toNanos();
        }
    }

    private Killed kill(Table table, String name, Random random) throws IOException, InterruptedException {
        Path stored = folder.resolve("stored-" + name);
        Path log = folder.resolve("log-" + name);
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Deciding.class.getName(),
                        table.name(),
                        stored.toString())
                .redirectError(log.toFile())
                .start();
        TreeMap<Long, String> returned = new TreeMap<>();
        long due = 0;
        try (BufferedReader lines = process.inputReader()) {
            String id = lines.readLine();
            while (id != null) {
                long now = System.nanoTime();
                if (due == 0) {
                    due = now
                            + PROMISED.plusMillis(200L + random.nextInt(1_500)).toNanos();
                }
                if (now > due) {
                    var _ = process.destroyForcibly();
                    id = null;
                } else {
                    returned.put(now, id);
                    id = lines.readLine();
                }
            }
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("the exit status of a killed process")
                    .isEqualTo(137);
        }
        String evidence = (Files.exists(stored) ? Files.readString(stored) : "") + Files.readString(log);
        return new Killed(returned, due, evidence);
    }

    /** The process that is killed. Prints the ID of each decision when it is returned. */
    static final class Deciding {
        private static final Duration BETWEEN = Duration.ofMillis(5);

        private Deciding() {}

        public static void main(String[] arguments) throws InterruptedException {
            DecideFixture fixture = new DecideFixture();
            fixture.applyPolicy(DecideFixture.ASK_FOR_MAIL);
            var _ = fixture.decide(DecideFixture.evaluationRequest("notes-client", "read", "calendar"));
            RecordedDecision sample = fixture.recorded().getFirst();
            DecisionLog log = new FileLog(Table.valueOf(arguments[0]), Path.of(arguments[1]));
            try (BatchingDecisionRecorder recorder = new BatchingDecisionRecorder(
                    log,
                    (_, _, _) -> {
                        throw new IllegalStateException("the parking queue fails too");
                    },
                    DecideFixture.TENANT,
                    BatchingDecisionRecorder.Waits.STANDARD)) {
                for (int i = 0; i < 10_000; i++) {
                    String id = "decision-%05d-".formatted(i);
                    recorder.record(DecideFaultsTest.withId(sample, id));
                    System.out.println(id);
                    TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
                }
            }
        }
    }

    /** A decision log that simulates the table with a file. */
    private record FileLog(Table table, Path file) implements DecisionLog {
        @Override
        public void record(TenantId tenant, Collection<RecordedDecision> decisions) {
            try {
                switch (table) {
                    case ACCEPTS -> {}
                    case TAKES_LONG -> TimeUnit.MILLISECONDS.sleep(300);
                    case HANGS -> new CountDownLatch(1).await();
                    case FAILS -> throw new IllegalStateException("the table fails");
                }
                StringBuilder lines = new StringBuilder();
                decisions.forEach(
                        decision -> lines.append(DecisionJson.write(decision)).append('\n'));
                Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public StorePage<RecordedDecision> between(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            return new StorePage<>(List.of(), Optional.empty());
        }

        @Override
        public StorePage<RecordedDecision> latest(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            return new StorePage<>(List.of(), Optional.empty());
        }

        @Override
        public Optional<String> document(TenantId tenant, String id) {
            return Optional.empty();
        }
    }
}
