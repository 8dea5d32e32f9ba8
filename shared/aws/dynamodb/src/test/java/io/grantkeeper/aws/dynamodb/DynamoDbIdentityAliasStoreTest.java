package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.store.testkit.IdentityAliasStoreContract;

class DynamoDbIdentityAliasStoreTest extends IdentityAliasStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected IdentityAliasStore store() {
        return new DynamoDbIdentityAliasStore(table);
    }
}
