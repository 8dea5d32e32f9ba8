package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.store.testkit.SealLedgerContract;

class DynamoDbSealLedgerIT extends SealLedgerContract {
    @Override
    protected Fresh fresh() {
        DynamoDbTable table = TestTable.open();
        return new Fresh(new DynamoDbLogStore(table), new DynamoDbEntryStore(table));
    }

    @Override
    protected int entriesToDieOver() {
        return 264;
    }
}
