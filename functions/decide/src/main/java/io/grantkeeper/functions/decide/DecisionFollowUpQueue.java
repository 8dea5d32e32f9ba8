package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.observability.CorrelationId;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the follow-up work of decisions on a separate thread, in the order in which it was added. The queue is bounded:
 * if work arrives faster than it can be done, further work is rejected, so that it delays neither decisions nor their
 * records.
 */
final class DecisionFollowUpQueue {
    private final Logger log = FunctionLoggers.of(DecisionFollowUpQueue.class);
    private final BlockingQueue<Runnable> waiting;
    private final Thread worker;
    private volatile boolean closed;

    DecisionFollowUpQueue(String name, int capacity) {
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.worker = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /**
     * Adds work to the queue.
     *
     * @return whether the work was accepted
     */
    boolean add(Runnable work) {
        CorrelationId correlation = CorrelationId.current();
        return !closed && worker.isAlive() && waiting.offer(() -> correlation.run(work));
    }

    /** Waits until the work that was accepted so far is done, but no longer than {@code timeout}. */
    void await(Duration timeout) {
        CountDownLatch reached = new CountDownLatch(1);
        try {
            long until = System.nanoTime() + timeout.toNanos();
            if (worker.isAlive() && waiting.offer(reached::countDown, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                boolean _ = reached.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Accepts no more work, and waits for the accepted work. */
    void close(Duration timeout) {
        closed = true;
        await(timeout);
        worker.interrupt();
    }

    private void work() {
        boolean shouldContinue = true;
        while (shouldContinue) {
            try {
                waiting.take().run();
            } catch (RuntimeException e) {
                log.log(Level.WARNING, "follow-up work for a decision failed: {0}", ExceptionSummary.describe(e));
            } catch (InterruptedException _) {
                shouldContinue = false;
            }
        }
    }
}
