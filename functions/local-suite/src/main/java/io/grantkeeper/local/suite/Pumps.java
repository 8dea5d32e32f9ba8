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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What moves messages and stream records to functions. A pump that fails tries again after a pause, as AWS does: its
 * messages come again, its stream goes on from where it stood.
 */
final class Pumps implements AutoCloseable {
    private static final int SYNC_WORKERS = 4;
    private static final int QUIET_ROUNDS = 6;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** As often as a schedule could: entries are to be under a signed checkpoint within a minute. */
    private static final Duration SEAL_EVERY = Duration.ofSeconds(15);

    private final Logger log = System.getLogger(Pumps.class.getName());
    private final QueuePump sync;
    private final QueuePump alerts;
    private final QueuePump answers;
    private final StreamPump stream;
    private final Runnable seal;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("suite-", 0).daemon().factory());
    private final AtomicLong looksInVain = new AtomicLong();
    private final AtomicLong looksThatFound = new AtomicLong();
    private volatile long lastSeal = System.nanoTime();

    Pumps(QueuePump sync, QueuePump alerts, QueuePump answers, StreamPump stream, Runnable seal) {
        this.sync = sync;
        this.alerts = alerts;
        this.answers = answers;
        this.stream = stream;
        this.seal = seal;
    }

    int waiting() {
        return sync.waiting() + alerts.waiting() + answers.waiting();
    }

    boolean isStreamHandedBack() {
        return stream.isHandedBack();
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
                int waiting = waiting();
                watcher.accept(waiting);
                // Only a look that ended tells: one that is under way may be working off a long batch.
                if (waiting > 0 || looksThatFound.get() != found) {
                    quiet = 0;
                    found = looksThatFound.get();
                } else if (looksInVain.get() != inVain) {
                    quiet++;
                }
                inVain = looksInVain.get();
                pause();
            }
            return quiet >= QUIET_ROUNDS;
        } finally {
            end(goOn, running);
        }
    }

    boolean syncUntilEmpty(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<Future<?>> running = startSync(goOn::get);
        try {
            while (sync.waiting() > 0 && System.nanoTime() < deadline) {
                pause();
            }
            return sync.waiting() == 0;
        } finally {
            end(goOn, running);
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

    void runWhile(BooleanSupplier goOn) {
        List<Future<?>> running = startAll(goOn);
        running.add(workers.submit(() -> loop(goOn, this::sealNowAndThen)));
        running.forEach(Pumps::await);
    }

    private List<Future<?>> startSync(BooleanSupplier goOn) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < SYNC_WORKERS; i++) {
            running.add(workers.submit(() -> loop(goOn, () -> sync.pump(0))));
        }
        return running;
    }

    private List<Future<?>> startAll(BooleanSupplier goOn) {
        List<Future<?>> running = startSync(goOn);
        running.add(workers.submit(() -> loop(goOn, () -> alerts.pump(0))));
        running.add(workers.submit(() -> loop(goOn, () -> answers.pump(0))));
        running.add(workers.submit(() -> loop(goOn, this::pumpStream)));
        return running;
    }

    private int sealNowAndThen() {
        if (System.nanoTime() - lastSeal > SEAL_EVERY.toNanos()) {
            lastSeal = System.nanoTime();
            seal.run();
        }
        return 0;
    }

    /** A look that failed tells as much as one that found nothing: it must not keep everything waiting. */
    private int pumpStream() {
        int records = 0;
        try {
            records = stream.pump();
            return records;
        } finally {
            (records > 0 ? looksThatFound : looksInVain).incrementAndGet();
        }
    }

    private void loop(BooleanSupplier goOn, IntSupplier pump) {
        while (goOn.getAsBoolean()) {
            if (handedOver(pump) == 0) {
                pause();
            }
        }
    }

    private int handedOver(IntSupplier pump) {
        try {
            return pump.getAsInt();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "a pump failed and goes on", e);
            return 0;
        }
    }

    private static void end(AtomicBoolean goOn, List<Future<?>> running) {
        goOn.set(false);
        running.forEach(Pumps::await);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of the suite failed", e.getCause());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
