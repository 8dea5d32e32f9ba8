package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.store.testkit.ApprovalStoreContract;

class DynamoDbApprovalStoreTest extends ApprovalStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected ApprovalStore store() {
        return new DynamoDbApprovalStore(table);
    }
}
