package io.grantkeeper.store.testkit;

import io.grantkeeper.policy.enforcement.BreachStore;

class InMemoryBreachStoreTest extends BreachStoreContract {
    private final BreachStore store = new InMemoryBreachStore();

    @Override
    protected BreachStore store() {
        return store;
    }
}
