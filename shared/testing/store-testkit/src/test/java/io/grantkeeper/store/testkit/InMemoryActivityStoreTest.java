package io.grantkeeper.store.testkit;

import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.behavior.store.ActivityTimeSlot;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import java.util.List;

class InMemoryActivityStoreTest extends ActivityStoreContract {
    private final InMemoryActivityStore store = new InMemoryActivityStore();

    @Override
    protected ActivityStore store() {
        return store;
    }

    @Override
    protected List<Activity> stored(TenantId of, ProviderId provider, ConnectionId connection, Activity ofSameSlot) {
        return store.stored(of, ActivityTimeSlot.of(provider, connection, ofSameSlot));
    }
}
