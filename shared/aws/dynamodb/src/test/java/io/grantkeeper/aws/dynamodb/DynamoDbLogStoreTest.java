package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.store.testkit.LogStoreContract;

class DynamoDbLogStoreTest extends LogStoreContract {
    @Override
    protected LogStore store() {
        return new DynamoDbLogStore(TestTable.open());
    }

    @Override
    protected PendingEntryStore entries() {
        return new DynamoDbPendingEntryStore(TestTable.open());
    }
}
