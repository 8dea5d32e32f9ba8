package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.DecisionDataReader;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.store.testkit.DecisionDataReaderContract;

class DynamoDbDecisionDataReaderTest extends DecisionDataReaderContract {
    private final DynamoDbTable table = TestTable.open();

    @Override
    protected DecisionDataReader reads() {
        return new DynamoDbDecisionDataReader(table);
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
