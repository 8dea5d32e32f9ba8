package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs two sweeps, from planning to the alert that the owner receives. Each run kills the process at a different
 * operation: a write to the table, a queue operation, a checkpoint of the stream or a message to a channel.
 */
@DisplayName("The pipeline, wherever the process is killed")
class PipelineKillIT {
    private static final int KILL_INTERVAL = 12;

    @Test
    void reachesSameStateAfterSampledCrashesAndAlertsOncePerFinding() throws Exception {
        AtomicInteger repeatedMails = new AtomicInteger();
        int operations;
        try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
            operations = CrashAssertions.assertSameEndStateAfterSampledCrashes(KILL_INTERVAL, kill -> {
                new TableCreator(database.client()).createIfMissing(PipelineScenario.TABLE);
                try (KillablePipeline pipeline = new KillablePipeline(database, PipelineScenario.TABLE, kill)) {
                    return run(
                            pipeline,
                            new DynamoDbTable(database.client(), PipelineScenario.TABLE),
                            kill,
                            repeatedMails);
                } finally {
                    database.client().deleteTable(request -> request.tableName(PipelineScenario.TABLE));
                }
            });
        }
        assertThat(operations).isGreaterThan(100);
        // A mail server cannot be queried for sent mail: if the process is killed between sending and recording an
        // email, only that email is sent again.
        assertThat(repeatedMails.get()).isPositive().isLessThan(operations / 10);
    }

    private static PipelineEndState run(
            KillablePipeline pipeline, DynamoDbTable table, CrashSimulator kill, AtomicInteger repeatedMails) {
        PipelineScenario scenario = new PipelineScenario(pipeline, table);
        scenario.firstDay();
        scenario.secondDay();
        PipelineEndState end = scenario.end("killed at " + kill.crashedAt().orElse("nowhere"), 1)
                .comparable();
        repeatedMails.addAndGet(pipeline.ports.told.repeatedMails());
        return end;
    }
}
