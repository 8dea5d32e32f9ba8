package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.store.testkit.IncidentStoreContract;

class DynamoDbIncidentStoreTest extends IncidentStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected IncidentStore store() {
        return new DynamoDbIncidentStore(table);
    }
}
