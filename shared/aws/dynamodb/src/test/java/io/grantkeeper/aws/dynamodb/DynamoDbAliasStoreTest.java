package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.store.testkit.AliasStoreContract;

class DynamoDbAliasStoreTest extends AliasStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected AliasStore store() {
        return new DynamoDbAliasStore(table);
    }
}
