package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityAliasStore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link IdentityAliasStore} must pass. */
@DisplayName("An alias store")
public abstract class IdentityAliasStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract IdentityAliasStore store();

    @Test
    void findsIdentityByNameFromAnyAliasScheme() {
        store().save(
                        tenant,
                        appId("notes"),
                        List.of(new Alias("oauth-client-id", "Iv1.abc"), new Alias("slug", "notes-app")));
        assertThat(store().findByName(tenant, "Iv1.abc")).containsExactly(appId("notes"));
        assertThat(store().findByName(tenant, "notes-app")).containsExactly(appId("notes"));
    }

    @Test
    void findsAllIdentitiesThatShareName() {
        store().save(tenant, appId("notes"), List.of(new Alias("oauth-client-id", "shared")));
        store().save(tenant, appId("mailer"), List.of(new Alias("oauth-client-id", "shared")));
        store().save(tenant, appId("mailer"), List.of(new Alias("oauth-client-id", "shared")));
        assertThat(store().findByName(tenant, "shared")).containsExactly(appId("mailer"), appId("notes"));
    }

    @Test
    void findsNoIdentityForUnknownNameOrInOtherTenant() {
        store().save(tenant, appId("notes"), List.of(new Alias("oauth-client-id", "Iv1.abc")));
        assertThat(store().findByName(tenant, "iv1.ABC")).isEmpty();
        assertThat(store().findByName(freshTenant(), "Iv1.abc")).isEmpty();
    }
}
