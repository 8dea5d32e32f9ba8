package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.work.DeadLetters;
import java.util.List;

class InMemoryDeadLettersTest extends DeadLettersContract {
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();

    @Override
    protected DeadLetters deadLetters() {
        return letters;
    }

    @Override
    protected List<InMemoryDeadLetters.Letter> parked() {
        return letters.letters();
    }
}
