package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.store.testkit.DecisionLogContract;

class DynamoDbDecisionLogTest extends DecisionLogContract {
    private final DynamoDbDecisionLog log = new DynamoDbDecisionLog(TestTable.open());

    @Override
    protected DecisionLog log() {
        return log;
    }

    @Override
    protected DecisionBatchStore batches() {
        return log;
    }
}
