package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.store.testkit.CampaignStoreContract;

class DynamoDbCampaignStoreTest extends CampaignStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected CampaignStore store() {
        return new DynamoDbCampaignStore(table);
    }
}
