package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Duration;
import java.util.List;

class InMemoryWorkQueueTest extends WorkQueueContract {
    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final InMemoryWorkQueue<SyncWork> queue = new InMemoryWorkQueue<>(clock);

    @Override
    protected WorkQueue<SyncWork> queue() {
        return queue;
    }

    @Override
    protected List<SyncWork> receiveVisible() {
        return queue.receive(Integer.MAX_VALUE);
    }

    @Override
    protected void advanceTime(Duration time) {
        clock.advance(time);
    }
}
