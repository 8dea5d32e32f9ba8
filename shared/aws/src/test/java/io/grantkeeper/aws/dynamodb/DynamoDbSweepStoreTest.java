package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.store.testkit.SweepStoreContract;

class DynamoDbSweepStoreTest extends SweepStoreContract {
    @Override
    protected SweepStore store() {
        return new DynamoDbSweepStore(TestTable.open());
    }
}
