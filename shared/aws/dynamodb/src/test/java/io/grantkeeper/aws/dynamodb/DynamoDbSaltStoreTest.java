package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.store.testkit.SaltStoreContract;

class DynamoDbSaltStoreTest extends SaltStoreContract {
    @Override
    protected SaltStore saltStore() {
        return new DynamoDbSaltStore(TestTable.open());
    }
}
