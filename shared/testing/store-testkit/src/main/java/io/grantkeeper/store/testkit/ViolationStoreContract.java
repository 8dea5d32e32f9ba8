package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.enforcement.EnforcementCursor;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.ViolationStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ViolationStore} must pass. */
@DisplayName("A store of policy violations")
public abstract class ViolationStoreContract {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final TenantId tenant = freshTenant();

    protected abstract ViolationStore store();

    private static PolicyViolation violation(String app) {
        return PolicyViolation.detected(
                "leavers",
                PolicyVersion.ofText("leavers"),
                appId(app),
                RowKey.grant(appId(app), "user/7"),
                "a grant that can read all of your mail",
                "the person who approved it has left",
                minute(1),
                0);
    }

    @Test
    void storesViolationWithItsProgress() {
        store().save(tenant, violation("notes"));
        PolicyViolation stored =
                store().violation(tenant, violation("notes").id()).orElseThrow();
        assertThat(stored).isEqualTo(violation("notes").withRevision(1));
        PolicyViolation later = stored.warned(minute(2), Optional.of(minute(9)))
                .exempted("dana", minute(8), "needed")
                .started(List.of("DELETE /grants/7"), minute(9))
                .withState(PolicyViolation.State.FAILED, "unavailable: later");
        store().save(tenant, later);
        assertThat(store().all(tenant)).containsExactly(later.withRevision(2));
        assertThat(store().all(freshTenant())).isEmpty();
    }

    @Test
    void rejectsWriteBasedOnOldRevision() {
        store().save(tenant, violation("notes"));
        assertThatThrownBy(() -> store().save(tenant, violation("notes")))
                .isInstanceOf(ConcurrentWriteException.class)
                .hasMessageContaining("breach");
    }

    @Test
    void spendsDailyBudgetOncePerActionAndNeverExceedsBudget() {
        assertThat(store().useBudget(tenant, DAY, "a", 2)).isTrue();
        assertThat(store().useBudget(tenant, DAY, "a", 2))
                .as("the same action again")
                .isTrue();
        assertThat(store().useBudget(tenant, DAY, "b", 2)).isTrue();
        assertThat(store().useBudget(tenant, DAY, "c", 2)).isFalse();
        assertThat(store().useBudget(tenant, DAY, "b", 2)).isTrue();
        assertThat(store().usedBudget(tenant, DAY)).isEqualTo(2);
        assertThat(store().useBudget(tenant, DAY.plusDays(1), "c", 2)).isTrue();
        assertThat(store().usedBudget(freshTenant(), DAY)).isZero();
    }

    @Test
    void spendsNothingFromEmptyBudget() {
        assertThat(store().useBudget(tenant, DAY, "a", 0)).isFalse();
        assertThat(store().usedBudget(tenant, DAY)).isZero();
    }

    @Test
    void storesStateOfEnforcementSwitch() {
        assertThat(store().enforcementSwitch(tenant)).isEqualTo(EnforcementSwitch.UNTOUCHED);
        EnforcementSwitch stopped =
                new EnforcementSwitch(true, Optional.of("dana"), Optional.of(minute(3)), "an outage");
        store().saveSwitch(tenant, stopped);
        assertThat(store().enforcementSwitch(tenant)).isEqualTo(stopped);
        assertThat(store().enforcementSwitch(freshTenant()).stopped()).isFalse();
    }

    @Test
    void storesScanPositionUntilScanCompletes() {
        assertThat(store().bookmark(tenant)).isEmpty();
        EnforcementCursor first = new EnforcementCursor(minute(1), IdentityStatus.ACTIVE, Optional.of("page-7"));
        store().saveBookmark(tenant, Optional.of(first));
        assertThat(store().bookmark(tenant)).contains(first);
        EnforcementCursor next = new EnforcementCursor(minute(1), IdentityStatus.SUSPENDED, Optional.empty());
        store().saveBookmark(tenant, Optional.of(next));
        assertThat(store().bookmark(tenant)).contains(next);
        assertThat(store().bookmark(freshTenant())).isEmpty();
        assertThat(store().all(tenant)).isEmpty();
        store().saveBookmark(tenant, Optional.empty());
        assertThat(store().bookmark(tenant)).isEmpty();
    }
}
