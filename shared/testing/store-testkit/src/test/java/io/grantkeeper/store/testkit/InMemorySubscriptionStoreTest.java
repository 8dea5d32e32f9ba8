package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.SubscriptionStore;

class InMemorySubscriptionStoreTest extends SubscriptionStoreContract {
    @Override
    protected SubscriptionStore store() {
        return new InMemorySubscriptionStore();
    }
}
