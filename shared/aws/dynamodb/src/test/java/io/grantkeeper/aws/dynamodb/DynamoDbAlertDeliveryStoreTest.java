package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.store.testkit.AlertDeliveryStoreContract;

class DynamoDbAlertDeliveryStoreTest extends AlertDeliveryStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected AlertDeliveryStore store() {
        return new DynamoDbAlertDeliveryStore(table);
    }

    @Override
    protected FindingStore findings() {
        return new DynamoDbFindingStore(table);
    }
}
