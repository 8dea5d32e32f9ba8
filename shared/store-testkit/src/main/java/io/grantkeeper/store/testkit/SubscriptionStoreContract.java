package io.grantkeeper.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.identity.store.SubscriptionStore.StandingSubscription;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SubscriptionStore} does. */
public abstract class SubscriptionStoreContract {
    private static final StandingSubscription LOGIN =
            new StandingSubscription("login", "channel-1", "resource-1", Samples.minute(60));
    private static final StandingSubscription TOKEN =
            new StandingSubscription("token", "channel-2", "resource-2", Samples.minute(90));

    private SubscriptionStore store;
    private TenantId tenant;

    protected abstract SubscriptionStore store();

    @BeforeEach
    void open() {
        store = store();
        tenant = Samples.freshTenant();
    }

    @Test
    void standsEmptyAtFirst() {
        assertThat(store.standing(tenant, Samples.ACME)).isEmpty();
    }

    @Test
    void givesBackWhatWasStoredInItsOrder() {
        store.replace(tenant, Samples.ACME, List.of(TOKEN, LOGIN));
        assertThat(store.standing(tenant, Samples.ACME)).containsExactly(TOKEN, LOGIN);
    }

    @Test
    void replacesAllThatStoodBefore() {
        store.replace(tenant, Samples.ACME, List.of(TOKEN, LOGIN));
        store.replace(tenant, Samples.ACME, List.of(LOGIN));
        assertThat(store.standing(tenant, Samples.ACME)).containsExactly(LOGIN);
        store.replace(tenant, Samples.ACME, List.of());
        assertThat(store.standing(tenant, Samples.ACME)).isEmpty();
    }

    @Test
    void keepsTenantsAndConnectionsApart() {
        store.replace(tenant, Samples.ACME, List.of(TOKEN));
        assertThat(store.standing(tenant, Samples.OTHER)).isEmpty();
        assertThat(store.standing(Samples.freshTenant(), Samples.ACME)).isEmpty();
    }
}
