package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.store.testkit.QuestionStoreContract;

class DynamoDbQuestionStoreTest extends QuestionStoreContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected QuestionStore store() {
        return new DynamoDbQuestionStore(table);
    }
}
