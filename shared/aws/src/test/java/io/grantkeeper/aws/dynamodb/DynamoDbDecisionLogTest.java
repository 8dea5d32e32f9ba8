package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.store.testkit.DecisionLogContract;

class DynamoDbDecisionLogTest extends DecisionLogContract {
    private final DynamoDbTable table = TestTable.open();
    private final DecisionLog log = new DynamoDbDecisionLog(table);
    private final DecisionBatchStore batches = new DynamoDbDecisionBatchStore(table);

    @Override
    protected DecisionLog log() {
        return log;
    }

    @Override
    protected DecisionBatchStore batches() {
        return batches;
    }
}
