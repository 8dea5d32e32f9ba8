package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.store.testkit.SealDecisionsContract;

class DynamoDbSealDecisionsIT extends SealDecisionsContract {
    @Override
    protected Fresh fresh() {
        DynamoDbTable table = TestTable.open();
        return new Fresh(
                new DynamoDbDecisionLog(table),
                new DynamoDbDecisionBatchStore(table),
                new DynamoDbEntryStore(table),
                new DynamoDbLogStore(table));
    }
}
