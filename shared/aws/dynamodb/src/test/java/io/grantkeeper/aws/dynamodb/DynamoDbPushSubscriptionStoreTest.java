package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.store.testkit.PushSubscriptionStoreContract;

class DynamoDbPushSubscriptionStoreTest extends PushSubscriptionStoreContract {
    @Override
    protected PushSubscriptionStore store() {
        return new DynamoDbPushSubscriptionStore(TestTable.open());
    }
}
