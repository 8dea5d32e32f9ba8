package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.PushSubscriptionStore;

class InMemoryPushSubscriptionStoreTest extends PushSubscriptionStoreContract {
    @Override
    protected PushSubscriptionStore store() {
        return new InMemoryPushSubscriptionStore();
    }
}
