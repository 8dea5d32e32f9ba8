package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;

class InMemoryAccessStoreTest extends AccessStoreContract {
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final AccessStore store = new InMemoryAccessStore(findings);

    @Override
    protected AccessStore store() {
        return store;
    }

    @Override
    protected FindingStore findings() {
        return findings;
    }
}
