package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.store.testkit.AccessStoreContract;

class DynamoDbAccessStoreTest extends AccessStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected AccessStore store() {
        return new DynamoDbAccessStore(table);
    }

    @Override
    protected FindingStore findings() {
        return new DynamoDbFindingStore(table);
    }
}
