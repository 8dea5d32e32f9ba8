package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.store.testkit.SaltsContract;

class DynamoDbSaltsTest extends SaltsContract {
    @Override
    protected Salts salts() {
        return new DynamoDbSalts(TestTable.open());
    }
}
