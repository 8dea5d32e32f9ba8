package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.ExpiringRecordStore;
import io.grantkeeper.store.testkit.ExpiringRecordStoreContract;

class DynamoDbExpiringRecordStoreTest extends ExpiringRecordStoreContract {
    @Override
    protected ExpiringRecordStore store() {
        return new DynamoDbExpiringRecordStore(TestTable.open());
    }
}
