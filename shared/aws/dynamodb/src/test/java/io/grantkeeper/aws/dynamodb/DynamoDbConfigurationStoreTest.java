package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.ledger.record.ConfigurationStore;
import io.grantkeeper.store.testkit.ConfigurationStoreContract;

class DynamoDbConfigurationStoreTest extends ConfigurationStoreContract {
    @Override
    protected ConfigurationStore store() {
        return new DynamoDbConfigurationStore(TestTable.open());
    }
}
