package io.grantkeeper.store.testkit;

class InMemorySealLedgerTest extends SealLedgerContract {
    @Override
    protected EmptyLog fresh() {
        InMemoryLogStore store = new InMemoryLogStore();
        return new EmptyLog(store, store);
    }

    @Override
    protected int killScenarioEntries() {
        return 270;
    }
}
