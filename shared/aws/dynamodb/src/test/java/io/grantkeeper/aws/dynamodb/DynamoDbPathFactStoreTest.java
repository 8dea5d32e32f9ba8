package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.store.testkit.PathFactStoreContract;

class DynamoDbPathFactStoreTest extends PathFactStoreContract {
    @Override
    protected PathFactStore store() {
        return new DynamoDbPathFactStore(TestTable.open());
    }
}
