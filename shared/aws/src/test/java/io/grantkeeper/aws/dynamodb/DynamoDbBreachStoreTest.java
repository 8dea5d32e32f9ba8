package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.store.testkit.BreachStoreContract;

class DynamoDbBreachStoreTest extends BreachStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected BreachStore store() {
        return new DynamoDbBreachStore(table);
    }
}
