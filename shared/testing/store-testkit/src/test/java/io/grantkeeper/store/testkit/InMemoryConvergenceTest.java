package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.AccessStore;

class InMemoryConvergenceTest extends ConvergenceContract {
    private final AccessStore store = new InMemoryAccessStore(new InMemoryFindingStore());

    @Override
    protected AccessStore store() {
        return store;
    }
}
