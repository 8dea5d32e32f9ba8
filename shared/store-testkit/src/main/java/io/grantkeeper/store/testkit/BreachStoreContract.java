package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.appId;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.enforcement.EnforcementBookmark;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link BreachStore} does. */
@DisplayName("A store of breaches")
public abstract class BreachStoreContract {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final TenantId tenant = freshTenant();

    protected abstract BreachStore store();

    private static Breach breach(String app) {
        return Breach.seen(
                "leavers",
                PolicyVersion.ofText("leavers"),
                appId(app),
                RowKey.grant(appId(app), "user/7"),
                "a grant that can read all of your mail",
                "the person who let it in has left",
                minute(1),
                0);
    }

    @Test
    void keepsABreachWithAllThatBecameOfIt() {
        store().save(tenant, breach("notes"));
        Breach stored = store().breach(tenant, breach("notes").id()).orElseThrow();
        assertThat(stored).isEqualTo(breach("notes").withRevision(1));
        Breach later = stored.told(minute(2), Optional.of(minute(9)))
                .exempt("dana", minute(8), "needed")
                .acting(List.of("DELETE /grants/7"), minute(9))
                .ended(Breach.State.FAILED, "unavailable: later");
        store().save(tenant, later);
        assertThat(store().all(tenant)).containsExactly(later.withRevision(2));
        assertThat(store().all(freshTenant())).isEmpty();
    }

    @Test
    void refusesAWriteThatDidNotSeeTheLastOne() {
        store().save(tenant, breach("notes"));
        assertThatThrownBy(() -> store().save(tenant, breach("notes")))
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("breach");
    }

    @Test
    void letsADaysActsBeTakenOnceEachAndNoMoreThanThereAre() {
        assertThat(store().spend(tenant, DAY, "a", 2)).isTrue();
        assertThat(store().spend(tenant, DAY, "a", 2)).as("the same again").isTrue();
        assertThat(store().spend(tenant, DAY, "b", 2)).isTrue();
        assertThat(store().spend(tenant, DAY, "c", 2)).isFalse();
        assertThat(store().spend(tenant, DAY, "b", 2)).isTrue();
        assertThat(store().spent(tenant, DAY)).isEqualTo(2);
        assertThat(store().spend(tenant, DAY.plusDays(1), "c", 2)).isTrue();
        assertThat(store().spent(freshTenant(), DAY)).isZero();
    }

    @Test
    void letsNothingBeTakenOfNothing() {
        assertThat(store().spend(tenant, DAY, "a", 0)).isFalse();
        assertThat(store().spent(tenant, DAY)).isZero();
    }

    @Test
    void knowsWhetherEnforcementIsStopped() {
        assertThat(store().enforcementSwitch(tenant)).isEqualTo(EnforcementSwitch.UNTOUCHED);
        EnforcementSwitch stopped =
                new EnforcementSwitch(true, Optional.of("dana"), Optional.of(minute(3)), "an outage");
        store().turn(tenant, stopped);
        assertThat(store().enforcementSwitch(tenant)).isEqualTo(stopped);
        assertThat(store().enforcementSwitch(freshTenant()).stopped()).isFalse();
    }

    @Test
    void remembersWhereALookStoppedUntilOneComesToTheEnd() {
        assertThat(store().bookmark(tenant)).isEmpty();
        EnforcementBookmark first = new EnforcementBookmark(minute(1), IdentityStatus.ACTIVE, Optional.of("page-7"));
        store().keep(tenant, Optional.of(first));
        assertThat(store().bookmark(tenant)).contains(first);
        EnforcementBookmark next = new EnforcementBookmark(minute(1), IdentityStatus.SUSPENDED, Optional.empty());
        store().keep(tenant, Optional.of(next));
        assertThat(store().bookmark(tenant)).contains(next);
        assertThat(store().bookmark(freshTenant())).isEmpty();
        assertThat(store().all(tenant)).isEmpty();
        store().keep(tenant, Optional.empty());
        assertThat(store().bookmark(tenant)).isEmpty();
    }
}
