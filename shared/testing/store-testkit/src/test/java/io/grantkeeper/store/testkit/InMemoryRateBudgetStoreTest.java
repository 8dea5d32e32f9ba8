package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.RateBudgetStore;

class InMemoryRateBudgetStoreTest extends RateBudgetStoreContract {
    private final RateBudgetStore store = new InMemoryRateBudgetStore();

    @Override
    protected RateBudgetStore store() {
        return store;
    }
}
