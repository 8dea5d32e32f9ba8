package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.work.DeadLetters;
import java.util.ArrayList;
import java.util.List;

/** Keeps dead letters in memory. */
public final class InMemoryDeadLetters implements DeadLetters {
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
