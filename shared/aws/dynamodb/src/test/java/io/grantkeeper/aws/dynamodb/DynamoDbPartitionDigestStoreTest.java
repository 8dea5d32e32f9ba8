package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.store.testkit.PartitionDigestStoreContract;

class DynamoDbPartitionDigestStoreTest extends PartitionDigestStoreContract {
    @Override
    protected PartitionDigestStore store() {
        return new DynamoDbPartitionDigestStore(TestTable.open());
    }
}
