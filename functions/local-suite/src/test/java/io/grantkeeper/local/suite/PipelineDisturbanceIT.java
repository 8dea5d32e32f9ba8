package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.functions.testkit.ProviderScript;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import io.grantkeeper.property.testkit.TestRepetitions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Simulates three days in a small tenant while the pipeline's table is throttled, the provider is unavailable, the
 * clock jumps, or messages move to the DLQ and are replayed. The end state must be the same as after an undisturbed
 * run.
 */
@DisplayName("The pipeline, while it is disturbed")
class PipelineDisturbanceIT {
    private static final int RUNS = TestRepetitions.times(100, 4);
    private static final LocalDynamoDb DATABASE = LocalDynamoDb.inMemory();

    private static List<String> undisturbed = List.of();

    /** Runs the three simulated days of a scenario. */
    @FunctionalInterface
    private interface Days {
        void pass(PipelineScenario scenario, KillablePipeline pipeline);
    }

    @BeforeAll
    static void runUndisturbed() {
        undisturbed = run("undisturbed", PipelineDisturbance.NONE, (scenario, _) -> {
            scenario.firstDay();
            scenario.secondDay();
            scenario.thirdDay();
        });
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static List<String> run(String how, PipelineDisturbance disturbance, Days days) {
        new TableCreator(DATABASE.client()).createIfMissing(PipelineScenario.TABLE);
        try (KillablePipeline pipeline =
                new KillablePipeline(DATABASE, PipelineScenario.TABLE, CrashSimulator.never(), disturbance)) {
            PipelineScenario scenario =
                    new PipelineScenario(pipeline, new DynamoDbTable(DATABASE.client(), PipelineScenario.TABLE));
            days.pass(scenario, pipeline);
            return result(scenario, how, disturbance.mostRepeatedMails());
        } finally {
            DATABASE.client().deleteTable(request -> request.tableName(PipelineScenario.TABLE));
        }
    }

    /**
     * Returns the end state and the number of ledger entries of each kind. Two kinds are not counted: alerts, because
     * alerts about the same identity may have been merged, and coverage gaps, because an outage is a coverage gap until
     * it ends.
     */
    private static List<String> result(PipelineScenario scenario, String how, int mostRepeatedMails) {
        List<String> lines =
                new ArrayList<>(scenario.end(how, mostRepeatedMails).timelessLines());
        Map<LedgerEntryType, Long> counts = new TreeMap<>(scenario.entryCounts());
        counts.remove(LedgerEntryType.ALERT_SENT);
        assertThat(counts.remove(LedgerEntryType.COVERAGE_GAP_OPENED))
                .as("opened and closed coverage gaps; " + how)
                .isEqualTo(counts.remove(LedgerEntryType.COVERAGE_GAP_CLOSED));
        counts.forEach((kind, count) -> lines.add("%d entries %s".formatted(count, kind)));
        return lines;
    }

    @Test
    void reachesSameStateOnThrottledTable() {
        int throttled = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            ThrottledTable table = new ThrottledTable(seed, 40 + seed % 60);
            String how = "throttled with seed " + seed;
            assertThat(run(how, table, (scenario, _) -> {
                        scenario.firstDay();
                        scenario.secondDay();
                        scenario.thirdDay();
                    }))
                    .as(how)
                    .containsExactlyElementsOf(undisturbed);
            throttled += table.throttled();
        }
        assertThat(throttled).as("throttled calls").isGreaterThan(RUNS * 10);
    }

    @Test
    void removesNothingDuringProviderOutageAndReachesSameStateAfterIt() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String how = "outage with seed " + seed;
            assertThat(run(how, PipelineDisturbance.NONE, (scenario, pipeline) -> {
                        scenario.firstDay();
                        breakProvider(pipeline.ports.connector.script(), random);
                        scenario.secondDay();
                        pipeline.ports.connector.script().recover();
                        scenario.thirdDay();
                    }))
                    .as(how)
                    .containsExactlyElementsOf(undisturbed);
        }
    }

    /** Makes all or some of the calls to the provider fail for some time. */
    private static void breakProvider(ProviderScript script, Random random) {
        int first = script.calls() + 1;
        int length = 1 + random.nextInt(60);
        boolean every = random.nextBoolean();
        for (int call = first; call < first + length; call++) {
            if (every || random.nextBoolean()) {
                script.failAt(call, problem(random));
            }
        }
    }

    private static ConnectorProblem problem(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> new ConnectorProblem.InvalidToken("the provider rejects the credential");
            case 1 -> new ConnectorProblem.UnexpectedResponse("the provider answers with a status page");
            case 2, 3 -> new ConnectorProblem.RateLimited(Duration.ofSeconds(1 + random.nextInt(900)), "calls");
            default -> new ConnectorProblem.Unavailable("the provider answers 503");
        };
    }

    @Test
    void reachesSameStateIfClockJumps() {
        for (int seed = 0; seed < RUNS; seed++) {
            JumpingClock clock = new JumpingClock(seed);
            String how = "%s with seed %d".formatted(clock.longest, seed);
            assertThat(run(how, clock, (scenario, _) -> {
                        scenario.firstDay();
                        scenario.secondDay();
                        scenario.thirdDay();
                    }))
                    .as(how)
                    .containsExactlyElementsOf(undisturbed);
        }
    }

    /** A clock that jumps forward and backward between deliveries but keeps its average rate. */
    private static final class JumpingClock implements PipelineDisturbance {
        private static final List<Duration> LONGEST =
                List.of(Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofHours(4));

        private final Random random;
        private final Duration longest;
        private Duration offset = Duration.ZERO;

        JumpingClock(long seed) {
            this.random = new Random(seed);
            this.longest = LONGEST.get((int) (seed % LONGEST.size()));
        }

        @Override
        public void beforeRound(KillablePorts ports) {
            Duration next =
                    switch (random.nextInt(3)) {
                        case 0 -> longest;
                        case 1 -> longest.negated();
                        default -> Duration.ofMillis(random.nextLong(-longest.toMillis(), longest.toMillis() + 1));
                    };
            ports.clock.advance(next.minus(offset));
            offset = next;
        }
    }

    @Test
    void reachesSameStateIfDlqMessagesAreReplayed() {
        int dead = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            DeadLetterQueues queues = new DeadLetterQueues(seed);
            String how = "dead letters with seed " + seed;
            assertThat(run(how, queues, (scenario, pipeline) -> {
                        scenario.firstDay();
                        queues.failing = true;
                        scenario.secondDay();
                        queues.failing = false;
                        queues.replay(pipeline);
                        scenario.thirdDay();
                        queues.replayEverything(pipeline);
                    }))
                    .as(how)
                    .containsExactlyElementsOf(undisturbed);
            dead += queues.dead.size();
        }
        assertThat(dead).as("messages that moved to a DLQ").isGreaterThan(RUNS);
    }

    /** Queues that move messages to their DLQs, from which a person replays them, in any order and repeatedly. */
    private static final class DeadLetterQueues implements PipelineDisturbance {
        private final Random random;
        private final List<Object> all = new ArrayList<>();
        private final List<Object> dead = new ArrayList<>();
        private boolean failing;

        DeadLetterQueues(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public boolean movesToDlq(Object message) {
            all.add(message);
            boolean fails = failing && random.nextBoolean();
            if (fails) {
                dead.add(message);
            }
            return fails;
        }

        void replay(KillablePipeline pipeline) {
            send(pipeline, dead);
        }

        /** Replays every message that was ever delivered, including those of the first day. */
        void replayEverything(KillablePipeline pipeline) {
            send(pipeline, List.copyOf(all));
        }

        private void send(KillablePipeline pipeline, List<Object> messages) {
            List<Object> shuffled = new ArrayList<>(messages);
            messages.stream().filter(_ -> random.nextBoolean()).forEach(shuffled::add);
            Collections.shuffle(shuffled, random);
            for (Object message : shuffled) {
                switch (message) {
                    case SyncWork work -> pipeline.ports.syncQueue.send(List.of(work), Duration.ZERO);
                    case AlertWork work -> pipeline.ports.alertQueue.send(List.of(work), Duration.ZERO);
                    default -> throw new IllegalStateException("unknown message " + message);
                }
            }
            pipeline.finishWork();
        }
    }
}
