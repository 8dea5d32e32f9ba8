package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.store.testkit.RevocationStoreContract;

class DynamoDbRevocationStoreTest extends RevocationStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected RevocationStore store() {
        return new DynamoDbRevocationStore(table);
    }
}
