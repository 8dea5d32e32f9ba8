package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.ApprovalOfRecordStore;

class InMemoryApprovalOfRecordStoreTest extends ApprovalOfRecordStoreContract {
    private final ApprovalOfRecordStore store = new InMemoryApprovalOfRecordStore();

    @Override
    protected ApprovalOfRecordStore store() {
        return store;
    }
}
