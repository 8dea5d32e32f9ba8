package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.store.testkit.SealLedgerContract;

class DynamoDbSealLedgerIT extends SealLedgerContract {
    @Override
    protected EmptyLog fresh() {
        DynamoDbTable table = TestTable.open();
        return new EmptyLog(new DynamoDbLogStore(table), new DynamoDbPendingEntryStore(table));
    }

    @Override
    protected int killScenarioEntries() {
        return 264;
    }

    @Override
    protected int deathsApart() {
        return 10;
    }
}
