package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.store.testkit.DigestStoreContract;

class DynamoDbDigestStoreTest extends DigestStoreContract {
    @Override
    protected DigestStore store() {
        return new DynamoDbDigestStore(TestTable.open());
    }
}
