package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.store.testkit.PromotionStoreContract;

class DynamoDbPromotionStoreTest extends PromotionStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected PromotionStore store() {
        return new DynamoDbPromotionStore(table);
    }
}
