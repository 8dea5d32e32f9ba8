package io.grantkeeper.store.testkit;

import io.grantkeeper.policy.store.PolicyStore;

class InMemoryPolicyStoreTest extends PolicyStoreContract {
    private final PolicyStore store = new InMemoryPolicyStore();

    @Override
    protected PolicyStore store() {
        return store;
    }
}
