package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.DecisionReader;
import io.grantkeeper.policy.store.PolicyStore;

class StoreBackedDecisionReaderTest extends DecisionReaderContract {
    private final PolicyStore policies = new InMemoryPolicyStore();
    private final AccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());

    @Override
    protected DecisionReader reads() {
        return DecisionReader.of(policies, access);
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
