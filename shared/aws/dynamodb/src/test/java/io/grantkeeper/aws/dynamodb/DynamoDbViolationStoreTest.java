package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.store.testkit.ViolationStoreContract;

class DynamoDbViolationStoreTest extends ViolationStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected ViolationStore store() {
        return new DynamoDbViolationStore(table);
    }
}
