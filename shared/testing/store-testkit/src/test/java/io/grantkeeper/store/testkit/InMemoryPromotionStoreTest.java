package io.grantkeeper.store.testkit;

import io.grantkeeper.policy.ladder.PromotionStore;

class InMemoryPromotionStoreTest extends PromotionStoreContract {
    private final PromotionStore store = new InMemoryPromotionStore();

    @Override
    protected PromotionStore store() {
        return store;
    }
}
