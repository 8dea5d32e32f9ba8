package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.DecisionReader;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.store.testkit.DecisionReaderContract;

class DynamoDbDecisionReaderTest extends DecisionReaderContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected DecisionReader reads() {
        return new DynamoDbDecisionReader(table);
    }

    @Override
    protected PolicyStore policies() {
        return new DynamoDbPolicyStore(table);
    }

    @Override
    protected AccessStore access() {
        return new DynamoDbAccessStore(table);
    }
}
