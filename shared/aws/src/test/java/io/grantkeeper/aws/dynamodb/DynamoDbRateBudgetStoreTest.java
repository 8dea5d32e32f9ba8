package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.RateBudgetStore;
import io.grantkeeper.store.testkit.RateBudgetStoreContract;

class DynamoDbRateBudgetStoreTest extends RateBudgetStoreContract {
    @Override
    protected RateBudgetStore store() {
        return new DynamoDbRateBudgetStore(TestTable.open());
    }
}
