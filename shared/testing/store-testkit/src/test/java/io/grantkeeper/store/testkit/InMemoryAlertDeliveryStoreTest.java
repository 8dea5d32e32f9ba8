package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.FindingStore;

class InMemoryAlertDeliveryStoreTest extends AlertDeliveryStoreContract {
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final AlertDeliveryStore store = new InMemoryAlertDeliveryStore(findings);

    @Override
    protected AlertDeliveryStore store() {
        return store;
    }

    @Override
    protected FindingStore findings() {
        return findings;
    }
}
