package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.store.testkit.IdempotencyStoreContract;

class DynamoDbIdempotencyStoreTest extends IdempotencyStoreContract {
    @Override
    protected IdempotencyStore store() {
        return new DynamoDbIdempotencyStore(TestTable.open());
    }
}
