package io.grantkeeper.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.PushSubscriptionStore.ActiveSubscription;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link PushSubscriptionStore} must pass. */
public abstract class PushSubscriptionStoreContract {
    private static final ActiveSubscription LOGIN =
            new ActiveSubscription("login", "channel-1", "resource-1", ModelSamples.minute(60));
    private static final ActiveSubscription TOKEN =
            new ActiveSubscription("token", "channel-2", "resource-2", ModelSamples.minute(90));

    private PushSubscriptionStore store;
    private TenantId tenant;

    protected abstract PushSubscriptionStore store();

    @BeforeEach
    void open() {
        store = store();
        tenant = ModelSamples.freshTenant();
    }

    @Test
    void returnsNoSubscriptionsBeforeAnyAreStored() {
        assertThat(store.active(tenant, ModelSamples.ACME)).isEmpty();
    }

    @Test
    void returnsStoredSubscriptionsInOrder() {
        store.replace(tenant, ModelSamples.ACME, List.of(TOKEN, LOGIN));
        assertThat(store.active(tenant, ModelSamples.ACME)).containsExactly(TOKEN, LOGIN);
    }

    @Test
    void replacesAllSubscriptions() {
        store.replace(tenant, ModelSamples.ACME, List.of(TOKEN, LOGIN));
        store.replace(tenant, ModelSamples.ACME, List.of(LOGIN));
        assertThat(store.active(tenant, ModelSamples.ACME)).containsExactly(LOGIN);
        store.replace(tenant, ModelSamples.ACME, List.of());
        assertThat(store.active(tenant, ModelSamples.ACME)).isEmpty();
    }

    @Test
    void separatesTenantsAndConnections() {
        store.replace(tenant, ModelSamples.ACME, List.of(TOKEN));
        assertThat(store.active(tenant, ModelSamples.OTHER)).isEmpty();
        assertThat(store.active(ModelSamples.freshTenant(), ModelSamples.ACME)).isEmpty();
    }
}
