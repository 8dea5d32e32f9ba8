package io.grantkeeper.store.testkit;

import io.grantkeeper.behavior.incident.IncidentStore;

class InMemoryIncidentStoreTest extends IncidentStoreContract {
    private final InMemoryIncidentStore store = new InMemoryIncidentStore();

    @Override
    protected IncidentStore store() {
        return store;
    }
}
