package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.store.testkit.FindingStoreContract;

class DynamoDbFindingStoreTest extends FindingStoreContract {
    @Override
    protected FindingStore store() {
        return new DynamoDbFindingStore(TestTable.open());
    }
}
