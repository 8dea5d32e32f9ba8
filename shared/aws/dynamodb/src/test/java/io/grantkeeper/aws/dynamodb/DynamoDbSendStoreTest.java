package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.store.testkit.SendStoreContract;

class DynamoDbSendStoreTest extends SendStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected SendStore store() {
        return new DynamoDbSendStore(table);
    }

    @Override
    protected FindingStore findings() {
        return new DynamoDbFindingStore(table);
    }
}
