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

    protected abstract SaltStore salts();

    @Test
    void returnsSameSaltToEveryCaller() {
        ImmutableBytes salt = salts().of(tenant, Pseudonyms.subject(DANA));
        assertThat(salt.length()).isEqualTo(SaltStore.BYTES);
        assertThat(salts().of(tenant, Pseudonyms.subject(DANA))).isEqualTo(salt);
        assertThat(new Pseudonyms(salts()).of(tenant, DANA)).isEqualTo(new Pseudonyms(salts()).of(tenant, DANA));
    }

    @Test
    void returnsDifferentSaltsForDifferentPeopleAndTenants() {
        ImmutableBytes salt = salts().of(tenant, Pseudonyms.subject(DANA));
        assertThat(salts().of(tenant, Pseudonyms.subject(ERIN))).isNotEqualTo(salt);
        assertThat(salts().of(freshTenant(), Pseudonyms.subject(DANA))).isNotEqualTo(salt);
    }

    @Test
    void returnsExistingSaltsAndCreatesMissingOnesInOneCall() {
        ImmutableBytes known = salts().of(tenant, Pseudonyms.subject(DANA));
        List<String> subjects = List.of(Pseudonyms.subject(DANA), Pseudonyms.subject(ERIN), Pseudonyms.subject(DANA));
        Map<String, ImmutableBytes> all = salts().all(tenant, subjects);
        assertThat(all).containsEntry(Pseudonyms.subject(DANA), known).hasSize(2);
        assertThat(salts().of(tenant, Pseudonyms.subject(ERIN))).isEqualTo(all.get(Pseudonyms.subject(ERIN)));
        assertThat(salts().all(tenant, List.of())).isEmpty();
    }

    @Test
    void erasesSaltPermanently() {
        String before = new Pseudonyms(salts()).of(tenant, DANA);
        salts().erase(tenant, Pseudonyms.subject(DANA));
        salts().erase(tenant, Pseudonyms.subject(DANA));
        assertThat(new Pseudonyms(salts()).of(tenant, DANA)).isNotEqualTo(before);
    }
}
