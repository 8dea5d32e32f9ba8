package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.store.testkit.SealDecisionsContract;

class DynamoDbSealDecisionsIT extends SealDecisionsContract {
    @Override
    protected EmptyStores fresh() {
        DynamoDbTable table = TestTable.open();
        return new EmptyStores(
                new DynamoDbDecisionLog(table),
                new DynamoDbDecisionBatchStore(table),
                new DynamoDbPendingEntryStore(table),
                new DynamoDbLogStore(table));
    }
}
