package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.SendStore;

class InMemoryAlertSendStoreTest extends SendStoreContract {
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final SendStore store = new InMemoryAlertSendStore(findings);

    @Override
    protected SendStore store() {
        return store;
    }

    @Override
    protected FindingStore findings() {
        return findings;
    }
}
