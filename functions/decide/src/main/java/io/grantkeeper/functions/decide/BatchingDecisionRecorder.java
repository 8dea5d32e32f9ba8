package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.observability.CorrelationId;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes decisions to the decision log in batches on a separate thread. A decision that the DynamoDB table rejects is
 * moved to the parking queue with the reason.
 *
 * <p>If a decision cannot be moved to the parking queue, it is written to the function's log, as one line with the
 * content of the table row, which contains no secrets. The same applies to a decision that is still pending after
 * {@link Waits#pending} or after a flush, and to one that arrives while {@link #MAX_WAITING} others are pending; this
 * happens only if DynamoDB does not respond in time. Therefore, a decision that was recorded at least one second ago is
 * not lost if the process ends.
 */
final class BatchingDecisionRecorder implements DecisionRecorder {
    private static final int BATCH = 25;
    private static final int TRIES = 3;
    /** The maximum number of decisions that wait to be written. This many decisions take about 20 MB of memory. */
    static final int MAX_WAITING = 10_000;

    /**
     * How long the recorder waits for DynamoDB, in elapsed time.
     *
     * @param flushing the maximum time that each part of a flush waits. Decisions that are still pending after this
     *     time are written to the function's log, because Lambda may freeze the process after the flush
     * @param pending how long a decision can be pending before it is also written to the function's log. It remains
     *     pending after that
     * @param closing the maximum time that each part of closing waits
     */
    record Waits(Duration flushing, Duration pending, Duration closing) {
        static final Waits STANDARD = new Waits(Duration.ofMillis(300), Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    private static final Duration WATCH = Duration.ofMillis(100);
    private static final int MAX_LEDGER_WORK = 10_000;
    private static final int MAX_INVENTORY_WORK = 1_000;

    private static final Duration STILL_ACTIVE = Duration.ofMillis(20);

    private final Logger log = FunctionLoggers.of(BatchingDecisionRecorder.class);
    private final DecisionLog decisions;
    private final ParkingQueue deadLetters;
    private final TenantId tenant;
    private final Waits waits;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final Thread writer;
    private final ScheduledExecutorService watch;
    private final DecisionFollowUpQueue ledgerWork = new DecisionFollowUpQueue("decisions-ledger", MAX_LEDGER_WORK);
    private final DecisionFollowUpQueue inventoryWork =
            new DecisionFollowUpQueue("decisions-inventory", MAX_INVENTORY_WORK);

    /**
     * A decision that is not stored yet.
     *
     * @param since the value of {@link System#nanoTime} when the decision was recorded
     * @param logged whether the function's log contains the decision
     */
    private record Pending(RecordedDecision decision, long since, AtomicBoolean logged) {}

    private sealed interface Item {
        record Recorded(RecordedDecision decision, CorrelationId correlation) implements Item {}

        record Marker(CountDownLatch reached, boolean last) implements Item {}
    }

    BatchingDecisionRecorder(DecisionLog decisions, ParkingQueue deadLetters, TenantId tenant, Waits waits) {
        this.decisions = decisions;
        this.deadLetters = deadLetters;
        this.tenant = tenant;
        this.waits = waits;
        this.writer = Thread.ofPlatform().name("decisions").daemon().start(this::write);
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("decisions-watch").daemon().factory());
        var _ = watch.scheduleWithFixedDelay(
                this::logOldPending, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void record(RecordedDecision decision) {
        if (pending.size() >= MAX_WAITING) {
            logDecision(decision);
            return;
        }
        pending.put(decision.id(), new Pending(decision, System.nanoTime(), new AtomicBoolean()));
        queue.add(new Item.Recorded(decision, CorrelationId.current()));
    }

    @Override
    public boolean runLater(FollowUp kind, Runnable work) {
        return switch (kind) {
            case LEDGER -> ledgerWork.add(work);
            case INVENTORY -> inventoryWork.add(work);
        };
    }

    @Override
    public void flush() {
        awaitMarker(false, waits.flushing());
        ledgerWork.await(waits.flushing());
        inventoryWork.await(waits.flushing());
    }

    @Override
    public void close() {
        awaitMarker(true, waits.closing());
        ledgerWork.close(waits.closing());
        inventoryWork.close(waits.closing());
        watch.shutdown();
    }

    private void awaitMarker(boolean last, Duration timeout) {
        if (!writer.isAlive()) {
            logPending();
            return;
        }
        CountDownLatch reached = new CountDownLatch(1);
        queue.add(new Item.Marker(reached, last));
        try {
            if (!reached.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                logPending();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            logPending();
        }
    }

    /**
     * Writes all pending decisions to the function's log, so that none is lost if the process ends before DynamoDB has
     * stored them.
     */
    private void logPending() {
        pending.values().forEach(this::logOnce);
    }

    private void logOldPending() {
        long now = System.nanoTime();
        pending.values().stream()
                .filter(waiting -> now - waiting.since() >= waits.pending().toNanos())
                .forEach(this::logOnce);
    }

    private void logOnce(Pending waiting) {
        if (waiting.logged().compareAndSet(false, true)) {
            logDecision(waiting.decision());
        }
    }

    private void write() {
        boolean shouldContinue = true;
        while (shouldContinue) {
            try {
                List<Item> items = nextBatch();
                Map<CorrelationId, List<RecordedDecision>> batches = new LinkedHashMap<>();
                List<Item.Marker> marks = new ArrayList<>();
                for (Item item : items) {
                    switch (item) {
                        case Item.Recorded(var decision, var correlation) ->
                            batches.computeIfAbsent(correlation, _ -> new ArrayList<>())
                                    .add(decision);
                        case Item.Marker mark -> marks.add(mark);
                    }
                }
                batches.forEach((correlation, batch) -> correlation.run(() -> store(batch)));
                marks.forEach(mark -> mark.reached().countDown());
                shouldContinue = marks.stream().noneMatch(Item.Marker::last);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                shouldContinue = false;
            }
        }
    }

    /**
     * Returns the next batch. Waits briefly for more items, because larger batches need fewer requests to DynamoDB. A
     * flush ends the batch immediately.
     */
    private List<Item> nextBatch() throws InterruptedException {
        List<Item> items = new ArrayList<>(BATCH);
        Item item = queue.take();
        long until = System.nanoTime() + STILL_ACTIVE.toNanos();
        while (item != null) {
            items.add(item);
            item = item instanceof Item.Marker || items.size() == BATCH
                    ? null
                    : queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return items;
    }

    private void store(List<RecordedDecision> batch) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                if (attempt == 1) {
                    decisions.recordNew(tenant, batch);
                } else {
                    decisions.record(tenant, batch);
                }
                batch.forEach(decision -> pending.remove(decision.id()));
                return;
            } catch (RuntimeException e) {
                log.log(
                        Level.WARNING,
                        "decisions were not stored, attempt {0}: {1}",
                        attempt,
                        ExceptionSummary.describe(e));
            }
        }
        batch.forEach(this::storeOrPark);
    }

    /**
     * Stores one decision separately, or moves it to the parking queue if DynamoDB rejects it. A decision that is
     * always rejected therefore does not block the rest of the batch.
     */
    private void storeOrPark(RecordedDecision decision) {
        try {
            decisions.record(tenant, List.of(decision));
        } catch (RuntimeException e) {
            park(decision, ExceptionSummary.describe(e));
        }
        pending.remove(decision.id());
    }

    private void park(RecordedDecision decision, String why) {
        try {
            deadLetters.park("decide", DecisionJson.write(decision), "the table rejected the decision: " + why);
        } catch (RuntimeException e) {
            logDecision(decision);
        }
    }

    /**
     * Writes a decision to the function's log as a last resort, in a format that can be parsed again. If DynamoDB
     * stores the decision later, the log line is a duplicate.
     */
    private void logDecision(RecordedDecision decision) {
        // Logs one complete string, because some loggers would format braces in an argument again.
        log.log(Level.ERROR, () -> "decision not stored yet: " + DecisionJson.write(decision));
    }
}
