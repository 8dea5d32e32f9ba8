package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.PathFactStore;

class InMemoryPathFactStoreTest extends PathFactStoreContract {
    @Override
    protected PathFactStore store() {
        return new InMemoryPathFactStore();
    }
}
