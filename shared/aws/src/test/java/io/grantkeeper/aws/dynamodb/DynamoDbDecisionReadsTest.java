package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.DecisionReads;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.store.testkit.DecisionReadsContract;

class DynamoDbDecisionReadsTest extends DecisionReadsContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected DecisionReads reads() {
        return new DynamoDbDecisionReads(table);
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
