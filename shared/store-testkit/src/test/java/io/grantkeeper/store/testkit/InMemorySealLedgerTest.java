package io.grantkeeper.store.testkit;

class InMemorySealLedgerTest extends SealLedgerContract {
    @Override
    protected Fresh fresh() {
        InMemoryLogStore store = new InMemoryLogStore();
        return new Fresh(store, store);
    }

    @Override
    protected int entriesToDieOver() {
        return 270;
    }
}
