package io.grantkeeper.local.suite;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Delivers messages and stream records to functions. After a failure, a poller pauses and retries, as AWS does: it
 * delivers messages again, and continues a stream from the last position.
 */
final class EventSourcePollers implements AutoCloseable {
    private static final int SYNC_WORKERS = 4;
    private static final int QUIET_ROUNDS = 6;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /**
     * How long a poller pauses after it has found nothing for a second. Each poll costs the poller and the polled
     * service a few milliseconds of CPU time.
     */
    private static final Duration IDLE_PAUSE = Duration.ofMillis(250);

    private static final int LOOKS_UNTIL_IDLE = 20;
    /**
     * The interval at which the ledger is sealed, short enough that a signed checkpoint covers every entry within a
     * minute.
     */
    private static final Duration SEAL_EVERY = Duration.ofSeconds(15);

    private final Logger log = System.getLogger(EventSourcePollers.class.getName());
    private final QueuePoller sync;
    private final QueuePoller alerts;
    private final QueuePoller answers;
    private final TableStreamPoller stream;
    private final Runnable seal;
    private final DataFolderSpace space;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("suite-", 0).daemon().factory());
    /**
     * The lock that a sync worker holds while it polls for messages. The other workers process messages or wait for
     * their turn.
     */
    private final ReentrantLock syncTurn = new ReentrantLock();

    private final AtomicLong looksInVain = new AtomicLong();
    private final AtomicLong looksThatFound = new AtomicLong();
    private volatile long lastSeal = System.nanoTime();

    EventSourcePollers(
            QueuePoller sync,
            QueuePoller alerts,
            QueuePoller answers,
            TableStreamPoller stream,
            Runnable seal,
            DataFolderSpace space) {
        this.sync = sync;
        this.alerts = alerts;
        this.answers = answers;
        this.stream = stream;
        this.seal = seal;
        this.space = space;
    }

    int waiting() {
        return sync.waiting() + alerts.waiting() + answers.waiting();
    }

    boolean isStreamRetrying() {
        return stream.isRetrying();
    }

    boolean runUntilQuiet(Consumer<Integer> watcher, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<Future<?>> running = startAll(goOn::get);
        try {
            int quiet = 0;
            long found = looksThatFound.get();
            long inVain = looksInVain.get();
            while (quiet < QUIET_ROUNDS && System.nanoTime() < deadline) {
                space.require();
                int waiting = waiting();
                watcher.accept(waiting);
                // Only a completed read counts, because a read that is in progress may still be processing a long
                // batch.
                if (waiting > 0 || looksThatFound.get() != found) {
                    quiet = 0;
                    found = looksThatFound.get();
                } else if (looksInVain.get() != inVain) {
                    quiet++;
                }
                inVain = looksInVain.get();
                pause(waiting > 0 ? IDLE_PAUSE : PAUSE);
            }
            return quiet >= QUIET_ROUNDS;
        } finally {
            stopAndAwait(goOn, running);
        }
    }

    boolean syncUntilEmpty(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<Future<?>> running = startSync(goOn::get);
        try {
            while (sync.waiting() > 0 && System.nanoTime() < deadline) {
                pause(PAUSE);
            }
            return sync.waiting() == 0;
        } finally {
            stopAndAwait(goOn, running);
        }
    }

    int detectUntilRead(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        int records = 0;
        for (int quiet = 0; quiet < QUIET_ROUNDS && System.nanoTime() < deadline; ) {
            int handed = stream.pump();
            records += handed;
            quiet = handed == 0 ? quiet + 1 : 0;
        }
        return records;
    }

    void runWhile(BooleanSupplier shouldContinue) {
        BooleanSupplier canContinue = () -> shouldContinue.getAsBoolean() && space.isSufficient();
        List<Future<?>> running = startQueues(canContinue);
        running.add(workers.submit(() -> loop(canContinue, this::pumpStream)));
        running.add(workers.submit(() -> loop(canContinue, this::sealPeriodically)));
        running.forEach(EventSourcePollers::await);
        if (shouldContinue.getAsBoolean()) {
            space.require();
        }
    }

    private List<Future<?>> startSync(BooleanSupplier shouldContinue) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < SYNC_WORKERS; i++) {
            running.add(workers.submit(() -> syncLoop(shouldContinue)));
        }
        return running;
    }

    private List<Future<?>> startQueues(BooleanSupplier shouldContinue) {
        List<Future<?>> running = startSync(shouldContinue);
        running.add(workers.submit(() -> loop(shouldContinue, () -> alerts.deliverBatch(0))));
        running.add(workers.submit(() -> loop(shouldContinue, () -> answers.deliverBatch(0))));
        return running;
    }

    /**
     * Starts all pollers. The stream's poller never slows down, because the suite counts as idle only after several
     * reads of
     * the stream.
     */
    private List<Future<?>> startAll(BooleanSupplier shouldContinue) {
        List<Future<?>> running = startQueues(shouldContinue);
        running.add(workers.submit(() -> {
            while (shouldContinue.getAsBoolean()) {
                if (tryPump(this::pumpStream) == 0) {
                    pause(PAUSE);
                }
            }
        }));
        return running;
    }

    private void syncLoop(BooleanSupplier shouldContinue) {
        while (shouldContinue.getAsBoolean()) {
            List<Message> messages = receiveInTurn(shouldContinue);
            int delivered = tryPump(() -> {
                sync.deliver(messages);
                return messages.size();
            });
            if (delivered < messages.size()) {
                pause(PAUSE);
            }
        }
    }

    private List<Message> receiveInTurn(BooleanSupplier shouldContinue) {
        List<Message> received = new ArrayList<>();
        syncTurn.lock();
        try {
            loop(() -> shouldContinue.getAsBoolean() && received.isEmpty(), () -> {
                received.addAll(sync.receive(0));
                return received.size();
            });
        } finally {
            syncTurn.unlock();
        }
        return received;
    }

    private int sealPeriodically() {
        if (System.nanoTime() - lastSeal > SEAL_EVERY.toNanos()) {
            lastSeal = System.nanoTime();
            seal.run();
        }
        return 0;
    }

    /**
     * Delivers one batch from the DynamoDB stream. A failed read counts as a read without records, so that repeated
     * failures do not prevent the suite from becoming idle.
     *
     * @return the number of delivered records
     */
    private int pumpStream() {
        int records = 0;
        try {
            records = stream.pump();
            return records;
        } finally {
            (records > 0 ? looksThatFound : looksInVain).incrementAndGet();
        }
    }

    private void loop(BooleanSupplier shouldContinue, IntSupplier pump) {
        int looks = 0;
        while (shouldContinue.getAsBoolean()) {
            if (tryPump(pump) == 0) {
                pause(looks < LOOKS_UNTIL_IDLE ? PAUSE : IDLE_PAUSE);
                looks++;
            } else {
                looks = 0;
            }
        }
    }

    private int tryPump(IntSupplier pump) {
        try {
            return pump.getAsInt();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "delivery to a function failed; the delivery is retried after a pause", e);
            return 0;
        }
    }

    private static void stopAndAwait(AtomicBoolean goOn, List<Future<?>> running) {
        goOn.set(false);
        running.forEach(EventSourcePollers::await);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a background task of the suite failed", e.getCause());
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
