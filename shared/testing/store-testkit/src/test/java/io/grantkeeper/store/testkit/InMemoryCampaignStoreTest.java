package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.CampaignStore;

class InMemoryCampaignStoreTest extends CampaignStoreContract {
    private final InMemoryCampaignStore store = new InMemoryCampaignStore();

    @Override
    protected CampaignStore store() {
        return store;
    }
}
