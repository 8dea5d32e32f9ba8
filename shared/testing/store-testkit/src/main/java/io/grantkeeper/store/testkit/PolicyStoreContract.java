package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link PolicyStore} must pass. */
@DisplayName("A policy store")
public abstract class PolicyStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract PolicyStore store();

    private static StoredPolicy policy(String name, String text) {
        return StoredPolicy.of(name, text, PolicyStage.TRAINING, minute(0));
    }

    private StoredPolicy stored(String name) {
        return store().policy(tenant, name).orElseThrow();
    }

    @Test
    void storesPolicyAndIncrementsRevision() {
        store().save(tenant, policy("mail", "send nothing"));
        assertThat(stored("mail"))
                .isEqualTo(policy("mail", "send nothing")
                        .withRevision(stored("mail").revision()));
        StoredPolicy promoted = stored("mail").atStage(PolicyStage.RECOMMENDATION, minute(5));
        store().save(tenant, promoted);
        assertThat(stored("mail")).isEqualTo(promoted.withRevision(promoted.revision() + 1));
    }

    @Test
    void listsPoliciesOfOneTenantSortedByName() {
        store().save(tenant, policy("secrets", "b"));
        store().save(tenant, policy("mail", "a"));
        assertThat(store().all(tenant)).extracting(StoredPolicy::name).containsExactly("mail", "secrets");
        assertThat(store().all(freshTenant())).isEmpty();
        assertThat(store().policy(freshTenant(), "mail")).isEmpty();
    }

    @Test
    void rejectsWriteBasedOnOldRevision() {
        store().save(tenant, policy("mail", "a"));
        StoredPolicy read = stored("mail");
        store().save(tenant, read.atStage(PolicyStage.RECOMMENDATION, minute(1)));
        long revision = store().revision(tenant);
        assertThatThrownBy(() -> store().save(tenant, read.atStage(PolicyStage.ENFORCEMENT, minute(2))))
                .isInstanceOf(ConcurrentWriteException.class)
                .hasMessageContaining("mail");
        assertThatThrownBy(() -> store().save(tenant, policy("mail", "c")))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store().remove(tenant, read)).isInstanceOf(ConcurrentWriteException.class);
        assertThat(stored("mail").stage()).isEqualTo(PolicyStage.RECOMMENDATION);
        assertThat(store().revision(tenant)).isEqualTo(revision);
    }

    @Test
    void incrementsTenantRevisionWithEveryPolicyChange() {
        assertThat(store().revision(tenant)).isZero();
        store().save(tenant, policy("mail", "a"));
        long first = store().revision(tenant);
        store().save(tenant, policy("secrets", "b"));
        long second = store().revision(tenant);
        store().save(tenant, stored("mail").atStage(PolicyStage.ENFORCEMENT, minute(1)));
        long third = store().revision(tenant);
        store().remove(tenant, stored("mail"));
        long fourth = store().revision(tenant);
        assertThat(new long[] {0, first, second, third, fourth}).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ignoresSecondRemovalOfPolicy() {
        store().save(tenant, policy("mail", "a"));
        StoredPolicy mail = stored("mail");
        store().remove(tenant, mail);
        long revision = store().revision(tenant);
        store().remove(tenant, mail);
        assertThat(store().policy(tenant, "mail")).isEmpty();
        assertThat(store().revision(tenant)).isEqualTo(revision);
        store().save(tenant, policy("mail", "again"));
        assertThat(stored("mail").text()).isEqualTo("again");
    }
}
