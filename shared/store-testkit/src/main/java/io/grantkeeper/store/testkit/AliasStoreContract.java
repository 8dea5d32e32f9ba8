package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.appId;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AliasStore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link AliasStore} does. */
@DisplayName("An alias store")
public abstract class AliasStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract AliasStore store();

    @Test
    void leadsFromEachNameToTheIdentityUnderWhicheverScheme() {
        store().point(
                        tenant,
                        appId("notes"),
                        List.of(new Alias("oauth-client-id", "Iv1.abc"), new Alias("slug", "notes-app")));
        assertThat(store().called(tenant, "Iv1.abc")).containsExactly(appId("notes"));
        assertThat(store().called(tenant, "notes-app")).containsExactly(appId("notes"));
    }

    @Test
    void leadsToAllThatShareAName() {
        store().point(tenant, appId("notes"), List.of(new Alias("oauth-client-id", "shared")));
        store().point(tenant, appId("mailer"), List.of(new Alias("oauth-client-id", "shared")));
        store().point(tenant, appId("mailer"), List.of(new Alias("oauth-client-id", "shared")));
        assertThat(store().called(tenant, "shared")).containsExactly(appId("mailer"), appId("notes"));
    }

    @Test
    void knowsNobodyByANameThatWasNotKeptNorInAnotherTenant() {
        store().point(tenant, appId("notes"), List.of(new Alias("oauth-client-id", "Iv1.abc")));
        assertThat(store().called(tenant, "iv1.ABC")).isEmpty();
        assertThat(store().called(freshTenant(), "Iv1.abc")).isEmpty();
    }
}
