package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.work.ParkingQueue;
import java.util.List;

class InMemoryParkingQueueTest extends ParkingQueueContract {
    private final InMemoryParkingQueue letters = new InMemoryParkingQueue();

    @Override
    protected ParkingQueue deadLetters() {
        return letters;
    }

    @Override
    protected List<InMemoryParkingQueue.Letter> parkedMessages() {
        return letters.letters();
    }
}
