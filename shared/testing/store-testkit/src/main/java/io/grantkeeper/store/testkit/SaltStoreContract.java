package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link SaltStore} must pass. */
@DisplayName("A store of salts")
public abstract class SaltStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract SaltStore saltStore();

    @Test
    void returnsSameSaltToEveryCaller() {
        ImmutableBytes salt = saltStore().of(tenant, Pseudonyms.subject(DANA));
        assertThat(salt.length()).isEqualTo(SaltStore.BYTES);
        assertThat(saltStore().of(tenant, Pseudonyms.subject(DANA))).isEqualTo(salt);
        assertThat(new Pseudonyms(saltStore()).of(tenant, DANA))
                .isEqualTo(new Pseudonyms(saltStore()).of(tenant, DANA));
    }

    @Test
    void returnsDifferentSaltsForDifferentPeopleAndTenants() {
        ImmutableBytes salt = saltStore().of(tenant, Pseudonyms.subject(DANA));
        assertThat(saltStore().of(tenant, Pseudonyms.subject(ERIN))).isNotEqualTo(salt);
        assertThat(saltStore().of(freshTenant(), Pseudonyms.subject(DANA))).isNotEqualTo(salt);
    }

    @Test
    void returnsExistingSaltsAndCreatesMissingOnesInOneCall() {
        ImmutableBytes known = saltStore().of(tenant, Pseudonyms.subject(DANA));
        List<String> subjects = List.of(Pseudonyms.subject(DANA), Pseudonyms.subject(ERIN), Pseudonyms.subject(DANA));
        Map<String, ImmutableBytes> all = saltStore().all(tenant, subjects);
        assertThat(all).containsEntry(Pseudonyms.subject(DANA), known).hasSize(2);
        assertThat(saltStore().of(tenant, Pseudonyms.subject(ERIN))).isEqualTo(all.get(Pseudonyms.subject(ERIN)));
        assertThat(saltStore().all(tenant, List.of())).isEmpty();
    }

    @Test
    void findsExistingSaltWithoutCreatingOne() {
        assertThat(saltStore().find(tenant, Pseudonyms.subject(DANA))).isEmpty();
        assertThat(saltStore().find(tenant, Pseudonyms.subject(DANA))).isEmpty();
        ImmutableBytes salt = saltStore().of(tenant, Pseudonyms.subject(DANA));
        assertThat(saltStore().find(tenant, Pseudonyms.subject(DANA))).contains(salt);
        saltStore().erase(tenant, Pseudonyms.subject(DANA));
        assertThat(saltStore().find(tenant, Pseudonyms.subject(DANA))).isEmpty();
    }

    @Test
    void erasesSaltPermanently() {
        String before = new Pseudonyms(saltStore()).of(tenant, DANA);
        saltStore().erase(tenant, Pseudonyms.subject(DANA));
        saltStore().erase(tenant, Pseudonyms.subject(DANA));
        assertThat(new Pseudonyms(saltStore()).of(tenant, DANA)).isNotEqualTo(before);
    }
}
