package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.store.testkit.ConvergenceContract;

class DynamoDbConvergenceTest extends ConvergenceContract {
    private final AccessStore store = new DynamoDbAccessStore(TestTable.open());

    @Override
    protected AccessStore store() {
        return store;
    }
}
