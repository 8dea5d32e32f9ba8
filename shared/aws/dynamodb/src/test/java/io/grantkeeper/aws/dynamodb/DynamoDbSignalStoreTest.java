package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.store.testkit.SignalStoreContract;

class DynamoDbSignalStoreTest extends SignalStoreContract {
    @Override
    protected SignalStore store() {
        return new DynamoDbSignalStore(TestTable.open());
    }
}
