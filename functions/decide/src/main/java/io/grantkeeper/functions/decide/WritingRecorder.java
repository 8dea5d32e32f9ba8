package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.observe.Correlation;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.DeadLetters;
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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes decisions in batches on a thread of its own. What the table does not take is parked with its reason; what cannot
 * even be parked is written to the log as one line, which holds what the table would have held: no secrets. So is what
 * comes while {@link #MOST_WAITING} wait already, which only happens where the table hangs.
 */
final class WritingRecorder implements DecisionRecorder {
    private static final int BATCH = 25;
    private static final int TRIES = 3;
    /** So many decisions are some 20 MB. */
    static final int MOST_WAITING = 10_000;

    /** A process that is frozen between calls waits no longer than this for the table; the log keeps what is left. */
    private static final Duration SETTLING = Duration.ofMillis(300);

    private static final Duration LINGERING = Duration.ofMillis(20);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Logger log = Logs.of(WritingRecorder.class);
    private final DecisionLog decisions;
    private final DeadLetters deadLetters;
    private final TenantId tenant;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final Map<String, RecordedDecision> pending = new ConcurrentHashMap<>();
    private final Thread writer;

    private sealed interface Item {
        record Kept(RecordedDecision decision, Correlation correlation) implements Item {}

        record Work(Runnable work) implements Item {}

        record Mark(CountDownLatch reached, boolean last) implements Item {}
    }

    WritingRecorder(DecisionLog decisions, DeadLetters deadLetters, TenantId tenant) {
        this.decisions = decisions;
        this.deadLetters = deadLetters;
        this.tenant = tenant;
        this.writer = Thread.ofPlatform().name("decisions").daemon().start(this::write);
    }

    @Override
    public void keep(RecordedDecision decision) {
        if (pending.size() >= MOST_WAITING) {
            journal(decision);
            return;
        }
        pending.put(decision.id(), decision);
        queue.add(new Item.Kept(decision, Correlation.current()));
    }

    @Override
    public void later(Runnable work) {
        Correlation correlation = Correlation.current();
        queue.add(new Item.Work(() -> correlation.run(work)));
    }

    @Override
    public void settle() {
        mark(false, SETTLING);
    }

    @Override
    public void close() {
        mark(true, CLOSING);
    }

    private void mark(boolean last, Duration patience) {
        if (!writer.isAlive()) {
            leave();
            return;
        }
        CountDownLatch reached = new CountDownLatch(1);
        queue.add(new Item.Mark(reached, last));
        try {
            if (!reached.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                leave();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            leave();
        }
    }

    /** Whatever becomes of the process: the log has what the table may not have yet. */
    private void leave() {
        pending.values().forEach(this::journal);
    }

    private void write() {
        boolean goOn = true;
        while (goOn) {
            try {
                List<Item> items = next();
                Map<Correlation, List<RecordedDecision>> batches = new LinkedHashMap<>();
                List<Runnable> works = new ArrayList<>();
                List<Item.Mark> marks = new ArrayList<>();
                for (Item item : items) {
                    switch (item) {
                        case Item.Kept(var decision, var correlation) ->
                            batches.computeIfAbsent(correlation, _ -> new ArrayList<>())
                                    .add(decision);
                        case Item.Work(Runnable work) -> works.add(work);
                        case Item.Mark mark -> marks.add(mark);
                    }
                }
                batches.forEach((correlation, batch) -> correlation.run(() -> store(batch)));
                works.forEach(this::run);
                marks.forEach(mark -> mark.reached().countDown());
                goOn = marks.stream().noneMatch(Item.Mark::last);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                goOn = false;
            }
        }
    }

    /** Waits a moment for more, since many in one request cost the table less; not where somebody waits for the end. */
    private List<Item> next() throws InterruptedException {
        List<Item> items = new ArrayList<>(BATCH);
        Item item = queue.take();
        long until = System.nanoTime() + LINGERING.toNanos();
        while (item != null) {
            items.add(item);
            item = item instanceof Item.Mark || items.size() == BATCH
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
                log.log(Level.WARNING, "decisions were not kept, attempt {0}: {1}", attempt, Failures.describe(e));
            }
        }
        batch.forEach(this::storeOrPark);
    }

    /** One that the table never takes must not take the others of its batch along. */
    private void storeOrPark(RecordedDecision decision) {
        try {
            decisions.record(tenant, List.of(decision));
        } catch (RuntimeException e) {
            park(decision, Failures.describe(e));
        }
        pending.remove(decision.id());
    }

    private void park(RecordedDecision decision, String why) {
        try {
            deadLetters.park("decide", DecisionJson.write(decision), "the table did not take the decision: " + why);
        } catch (RuntimeException e) {
            journal(decision);
        }
    }

    /** The last resort: a line that can be read back, and that is told once more when the table takes it. */
    private void journal(RecordedDecision decision) {
        // As a finished text: as an argument, some loggers fill the braces in it once more.
        log.log(Level.ERROR, () -> "decision not kept yet: " + DecisionJson.write(decision));
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "what a decision called for was not done: {0}", Failures.describe(e));
        }
    }
}
