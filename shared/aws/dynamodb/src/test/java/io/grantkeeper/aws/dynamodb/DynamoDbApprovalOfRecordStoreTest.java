package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.store.testkit.ApprovalOfRecordStoreContract;

class DynamoDbApprovalOfRecordStoreTest extends ApprovalOfRecordStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected ApprovalOfRecordStore store() {
        return new DynamoDbApprovalOfRecordStore(table);
    }
}
