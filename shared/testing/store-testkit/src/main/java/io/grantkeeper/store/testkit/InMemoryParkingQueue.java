package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.work.ParkingQueue;
import java.util.ArrayList;
import java.util.List;

/** A {@code ParkingQueue} that stores its data in memory. Tests use it in place of the SQS implementation. */
public final class InMemoryParkingQueue implements ParkingQueue {
    private final List<Letter> letters = new ArrayList<>();

    public record Letter(String source, String body, String reason) {}

    @Override
    public synchronized void park(String source, String body, String reason) {
        letters.add(new Letter(source, body, reason));
    }

    public synchronized List<Letter> letters() {
        return List.copyOf(letters);
    }
}
