package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link WorkQueue} must pass. */
@DisplayName("A work queue")
public abstract class WorkQueueContract {
    private final TenantId tenant = freshTenant();

    protected abstract WorkQueue<SyncWork> queue();

    /** Receives all messages that are currently visible. */
    protected abstract List<SyncWork> receiveVisible();

    /** Advances the time of the queue, or waits if the queue uses real time. */
    protected abstract void advanceTime(Duration time);

    protected final SyncWork work(String partition) {
        return new SyncWork(
                tenant,
                ACME,
                Partition.of(new StreamId("tokens"), partition, Map.of("users", "1,2 <&> ü")),
                Optional.of("run-1"),
                Optional.empty(),
                false,
                0,
                minute(0),
                "sweep");
    }

    @Test
    void deliversMessageUnchanged() {
        queue().send(work("p1"), Duration.ZERO);
        assertThat(receiveVisible()).containsExactly(work("p1"));
        assertThat(receiveVisible()).isEmpty();
    }

    @Test
    void deliversMoreMessagesThanFitIntoOneCall() {
        List<SyncWork> many =
                IntStream.range(0, 37).mapToObj(i -> work("p" + i)).toList();
        queue().send(many, Duration.ZERO);
        assertThat(receiveVisible()).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void deliversAllMessagesBeforeAwaitReturns() {
        List<SyncWork> many =
                IntStream.range(0, 37).mapToObj(i -> work("p" + i)).toList();
        queue().startSending(many).await();
        assertThat(receiveVisible()).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void hidesMessageUntilDelayElapses() {
        Duration delay = Duration.ofSeconds(2);
        while (!isHiddenUntilElapsed(delay)) {
            // A real queue's clock continues while a busy machine sends and receives.
            delay = delay.multipliedBy(4);
            assertThat(delay).isLessThan(Duration.ofMinutes(5));
        }
    }

    /**
     * Checks that a delayed message is hidden until its delay elapses. Returns false if the check took so long that the
     * delay elapsed in real time, so that nothing was tested.
     */
    private boolean isHiddenUntilElapsed(Duration delay) {
        long end = System.nanoTime() + delay.toNanos();
        queue().send(work("late"), delay);
        queue().send(work("now"), Duration.ZERO);
        List<SyncWork> visible = receiveVisible();
        if (System.nanoTime() >= end) {
            advanceTime(Duration.ofMillis(500));
            var _ = receiveVisible();
            return false;
        }
        assertThat(visible).containsExactly(work("now"));
        advanceTime(delay.plusMillis(500));
        assertThat(receiveVisible()).containsExactly(work("late"));
        return true;
    }

    @Test
    void acceptsDelayLongerThanMaximum() {
        queue().send(work("much-later"), Duration.ofDays(3));
        assertThat(receiveVisible()).isEmpty();
    }

    @Test
    void acceptsEmptyBatch() {
        queue().send(List.of(), Duration.ZERO);
        assertThat(receiveVisible()).isEmpty();
    }
}
