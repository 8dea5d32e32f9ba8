package io.grantkeeper.store.testkit;

import io.grantkeeper.policy.store.ApprovalStore;

class InMemoryApprovalStoreTest extends ApprovalStoreContract {
    private final ApprovalStore store = new InMemoryApprovalStore();

    @Override
    protected ApprovalStore store() {
        return store;
    }
}
