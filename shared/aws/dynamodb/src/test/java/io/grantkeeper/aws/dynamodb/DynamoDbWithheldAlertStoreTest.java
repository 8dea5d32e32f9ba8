package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.store.testkit.WithheldAlertStoreContract;

class DynamoDbWithheldAlertStoreTest extends WithheldAlertStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected WithheldAlertStore store() {
        return new DynamoDbWithheldAlertStore(table);
    }
}
