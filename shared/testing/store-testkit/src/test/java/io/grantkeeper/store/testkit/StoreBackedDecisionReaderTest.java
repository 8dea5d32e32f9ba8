package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.DecisionDataReader;
import io.grantkeeper.policy.store.PolicyStore;

class StoreBackedDecisionReaderTest extends DecisionDataReaderContract {
    private final PolicyStore policies = new InMemoryPolicyStore();
    private final AccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());

    @Override
    protected DecisionDataReader reads() {
        return DecisionDataReader.of(policies, access);
    }

    @Override
    protected PolicyStore policies() {
        return policies;
    }

    @Override
    protected AccessStore access() {
        return access;
    }
}
