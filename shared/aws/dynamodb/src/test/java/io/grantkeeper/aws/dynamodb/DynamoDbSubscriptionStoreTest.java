package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.store.testkit.SubscriptionStoreContract;

class DynamoDbSubscriptionStoreTest extends SubscriptionStoreContract {
    @Override
    protected SubscriptionStore store() {
        return new DynamoDbSubscriptionStore(TestTable.open());
    }
}
