package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.store.testkit.PolicyStoreContract;

class DynamoDbPolicyStoreTest extends PolicyStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected PolicyStore store() {
        return new DynamoDbPolicyStore(table);
    }
}
