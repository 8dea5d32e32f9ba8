package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.store.testkit.ProfileStoreContract;

class DynamoDbProfileStoreTest extends ProfileStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected ProfileStore store() {
        return new DynamoDbProfileStore(table);
    }
}
