package io.grantkeeper.store.testkit;

import io.grantkeeper.policy.enforcement.ViolationStore;

class InMemoryViolationStoreTest extends ViolationStoreContract {
    private final ViolationStore store = new InMemoryViolationStore();

    @Override
    protected ViolationStore store() {
        return store;
    }
}
