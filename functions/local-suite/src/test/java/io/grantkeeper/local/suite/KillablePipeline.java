package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.functions.alertowner.AlertOwnerConfiguration;
import io.grantkeeper.functions.detectchanges.DetectChangesConfiguration;
import io.grantkeeper.functions.plansweep.PlanSweepConfiguration;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.sealledger.SealLedgerConfiguration;
import io.grantkeeper.functions.sealledger.SealLedgerRequest;
import io.grantkeeper.functions.syncaccess.SyncAccessConfiguration;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The functions of the pipeline, in one process that can be killed. The queues, the stream and the schedule survive the
 * process. They redeliver everything that the process did not acknowledge.
 */
final class KillablePipeline implements AutoCloseable {
    private static final int ROUNDS = 500;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final PlanSweepConfiguration PLAN = new PlanSweepConfiguration();
    private static final SyncAccessConfiguration SYNC = new SyncAccessConfiguration();
    private static final DetectChangesConfiguration DETECT = new DetectChangesConfiguration();
    private static final AlertOwnerConfiguration ALERT = new AlertOwnerConfiguration();
    private static final SealLedgerConfiguration SEAL = new SealLedgerConfiguration();

    final KillablePorts ports;
    private final CrashSimulator kill;
    private final PipelineDisturbance disturbance;
    private final TableStreamPoller stream;
    private FunctionApplicationContext functions;

    /**
     * The step by which an external service completes a delivery after a function has succeeded: deleting a message or
     * advancing the stream position.
     */
    interface Acknowledgement {
        void acknowledge();
    }

    KillablePipeline(LocalDynamoDb database, String table, CrashSimulator kill) {
        this(database, table, kill, PipelineDisturbance.NONE);
    }

    /** Creates a pipeline that is disturbed while it works, in addition to being killed. */
    KillablePipeline(LocalDynamoDb database, String table, CrashSimulator kill, PipelineDisturbance disturbance) {
        this.kill = kill;
        this.disturbance = disturbance;
        DynamoDbClient client = disturbance.client(KillableDynamoDb.of(database.client(), kill));
        this.ports = new KillablePorts(new DynamoDbTable(client, table), kill);
        this.functions = start();
        String arn = database.client()
                .describeTable(request -> request.tableName(table))
                .table()
                .latestStreamArn();
        Acknowledgement checkpoint = kill.guard(Acknowledgement.class, () -> {});
        this.stream = new TableStreamPoller(
                database.streams(),
                arn,
                event -> {
                    var answer = functions.function(DETECT).apply(event);
                    checkpoint.acknowledge();
                    return answer;
                },
                new TableStreamPosition(Optional.empty()));
    }

    private FunctionApplicationContext start() {
        return FunctionApplicationContext.start(List.of(PLAN, SYNC, DETECT, ALERT, SEAL), ports);
    }

    /** Sweeps the connection, and runs the functions until nothing is left to do. */
    void sweep() {
        sweep(false);
    }

    /**
     * Does the same as {@link #sweep()}, but first resumes the connection if it is paused, as if a person had requested
     * the sweep.
     */
    void resume() {
        sweep(true);
    }

    private void sweep(boolean resume) {
        var request =
                new PlanSweepRequest(FunctionTestbed.TENANT, ModelSamples.ACME, ports.clock.instant(), false, resume);
        untilDone(() -> {
            var _ = functions.function(PLAN).apply(request);
            return true;
        });
        finishWork();
    }

    /** Runs the functions until nothing is left to do. */
    void finishWork() {
        for (int rounds = 0; !isQuiet(); rounds++) {
            disturbance.beforeRound(ports);
            assertThat(rounds)
                    .as(() -> "rounds with %s and %s".formatted(ports.syncQueue.pending(), ports.alertQueue.pending()))
                    .isLessThan(ROUNDS);
            boolean worked = deliver(ports.syncQueue, SYNC);
            readStream();
            worked |= deliver(ports.alertQueue, ALERT);
            if (!worked) {
                ports.clock.advance(PAUSE);
            }
        }
    }

    /** Seals the ledger. */
    void seal() {
        untilDone(() -> {
            var _ = functions.function(SEAL).apply(new SealLedgerRequest(FunctionTestbed.TENANT));
            return true;
        });
    }

    private boolean isQuiet() {
        return ports.syncQueue.size() == 0 && ports.alertQueue.size() == 0;
    }

    private void readStream() {
        AtomicBoolean more = new AtomicBoolean(true);
        for (int rounds = 0; more.get(); rounds++) {
            assertThat(rounds).as("stream batches").isLessThan(ROUNDS);
            untilDone(() -> {
                more.set(stream.pump() > 0);
                return true;
            });
        }
    }

    private <T> boolean deliver(InMemoryWorkQueue<T> queue, FunctionModule<SQSEvent, SQSBatchResponse> module) {
        List<T> visible = queue.receive(1);
        for (T work : visible) {
            if (disturbance.movesToDlq(work)) {
                continue;
            }
            AtomicBoolean deleted = new AtomicBoolean();
            Acknowledgement deletion = kill.guard(Acknowledgement.class, () -> deleted.set(true));
            untilDone(() -> {
                if (!deleted.get()
                        && functions
                                .function(module)
                                .apply(SqsTestEvents.of(work))
                                .getBatchItemFailures()
                                .isEmpty()) {
                    deletion.acknowledge();
                }
                return deleted.get();
            });
        }
        return !visible.isEmpty();
    }

    private void untilDone(BooleanSupplier work) {
        boolean done = false;
        for (int deliveries = 1; !done; deliveries++) {
            assertThat(deliveries).as("deliveries of one event").isLessThanOrEqualTo(disturbance.deliveries());
            try {
                done = work.getAsBoolean();
            } catch (DynamoDbException e) {
                disturbance.requireExpected(e);
            } catch (ProcessCrashedError _) {
                functions.close();
                kill.restart();
                functions = start();
            }
        }
    }

    @Override
    public void close() {
        functions.close();
    }
}
