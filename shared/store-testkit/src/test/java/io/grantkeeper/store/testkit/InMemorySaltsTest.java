package io.grantkeeper.store.testkit;

import io.grantkeeper.ledger.entry.Salts;

class InMemorySaltsTest extends SaltsContract {
    private final Salts salts = new InMemorySalts();

    @Override
    protected Salts salts() {
        return salts;
    }
}
