package io.grantkeeper.benchmarks.suite;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.functions.plansweep.PlanSweepConfiguration;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.syncaccess.SyncAccessConfiguration;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.http.SimulatedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sweeps a large tenant in virtual time under its provider's real quotas. As on Lambda, the worker processes share
 * nothing but the table and the queue.
 */
final class QuotaBenchmark implements AutoCloseable {
    private static final String TABLE = "grantkeeper";
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final PlanSweepConfiguration PLAN = new PlanSweepConfiguration();
    private static final SyncAccessConfiguration SYNC = new SyncAccessConfiguration();

    /**
     * The parameters of a run.
     *
     * @param provider for example {@code google}
     * @param people the number of people in the tenant, each with one consent
     * @param workers the number of concurrent {@code sync-access} invocations, each with one message
     * @param latency how long a call to the provider takes
     * @param outageAfter the time after which the provider fails for a minute; empty for no outage
     */
    record Setting(String provider, int people, int workers, Duration latency, Optional<Duration> outageAfter) {
        Setting(String provider, int people) {
            this(provider, people, 10, Duration.ofMillis(100), Optional.empty());
        }

        Setting withOutageAfter(Duration duration) {
            return new Setting(provider, people, workers, latency, Optional.of(duration));
        }
    }

    private final Setting setting;
    private final VirtualClock time = new VirtualClock(Company.START);
    private final VirtualQueue queue = new VirtualQueue(time.clock());
    private final List<String> deadLetters = Collections.synchronizedList(new ArrayList<>());
    private final BenchmarkCompany company;
    private final Connection connection;
    private final LocalDynamoDb database = LocalDynamoDb.inMemory();
    private final DynamoDbTable table;
    private final CallsPerPage calls = new CallsPerPage();
    private final QuotaBenchmarkPorts ports;
    private volatile Instant lastWork = Company.START;

    private QuotaBenchmark(Setting setting) {
        this.setting = setting;
        this.company = BenchmarkCompany.start(
                new CompanySize(setting.people(), setting.people(), 10),
                SimulatedClock.following(time.clock()),
                SimulatorOptions.defaults());
        this.connection = company.connection(setting.provider());
        new TableCreator(database.client()).createIfMissing(TABLE);
        this.table = new DynamoDbTable(database.client(), TABLE);
        this.ports = new QuotaBenchmarkPorts(
                company.options(List.of(connection)),
                table,
                time,
                queue,
                (_, _, reason) -> deadLetters.add(reason),
                calls,
                setting.latency());
    }

    static QuotaBenchmarkResult run(Setting setting) {
        try (QuotaBenchmark bench = new QuotaBenchmark(setting)) {
            return bench.run();
        }
    }

    private QuotaBenchmarkResult run() {
        Instant start = time.instant();
        setting.outageAfter().ifPresent(after -> scheduleOutage(start.plus(after)));
        ConsumedCapacityTotals.Snapshot before = table.consumed().snapshot();
        try (FunctionApplicationContext planner = FunctionApplicationContext.start(List.of(PLAN), ports)) {
            time.join();
            PlanSweepResult plan = planner.function(PLAN)
                    .apply(new PlanSweepRequest(connection.tenant(), connection.id(), start, false, false));
            deadLetters.addAll(plan.problems());
        }
        processQueue();
        List<PartitionStatus> partitions = new DynamoDbSweepStore(table)
                .state(connection.tenant(), connection.id())
                .partitions();
        return new QuotaBenchmarkResult(
                setting.provider(),
                setting.people(),
                partitions.size(),
                partitions.stream().mapToLong(PartitionStatus::rows).sum(),
                queue.receivedCount(),
                company.simulator().faults().injected(),
                calls.repeated(),
                Duration.between(start, lastWork),
                QuotaBenchmarkResult.LimitUse.of(company.simulator().quotas()),
                table.consumed().snapshot().since(before),
                List.copyOf(deadLetters));
    }

    private void scheduleOutage(Instant from) {
        company.simulator()
                .faults()
                .when(
                        _ -> !time.instant().isBefore(from) && time.instant().isBefore(from.plus(OUTAGE)),
                        Integer.MAX_VALUE,
                        SimulatedFault.status(503));
    }

    private void processQueue() {
        List<FunctionApplicationContext> processes = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("worker-", 0).daemon().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < setting.workers(); i++) {
                FunctionApplicationContext process = FunctionApplicationContext.start(List.of(SYNC), ports);
                processes.add(process);
                Duration begin = Duration.ofMillis(i);
                time.join();
                running.add(threads.submit(() -> work(process, begin)));
            }
            time.leave();
            running.forEach(QuotaBenchmark::await);
        } finally {
            processes.forEach(FunctionApplicationContext::close);
        }
    }

    private void work(FunctionApplicationContext process, Duration begin) {
        try {
            time.pass(begin);
            while (!queue.isWorkedOff()) {
                Optional<SyncWork> work = queue.receive();
                work.ifPresentOrElse(message -> handle(process, message), () -> time.pass(BETWEEN_POLLS));
            }
        } finally {
            time.leave();
        }
    }

    private void handle(FunctionApplicationContext process, SyncWork work) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("one");
        message.setBody(ModelJson.write(work));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        if (!process.function(SYNC).apply(event).getBatchItemFailures().isEmpty()) {
            deadLetters.add("a message failed: " + work.ref());
        }
        queue.done();
        lastWork = time.instant();
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e.getCause());
        }
    }

    @Override
    public void close() {
        database.close();
        company.close();
    }
}
