package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.DecisionReads;
import io.grantkeeper.policy.store.PolicyStore;

class DecisionReadsOfStoresTest extends DecisionReadsContract {
    private final PolicyStore policies = new InMemoryPolicyStore();
    private final AccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());

    @Override
    protected DecisionReads reads() {
        return DecisionReads.of(policies, access);
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
