package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.LostRaceException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link CampaignStore} does. */
@DisplayName("A campaign store")
public abstract class CampaignStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract CampaignStore store();

    private static Campaign campaign(String id, int minute) {
        return new Campaign(
                id,
                "all-agents",
                "all AI agents",
                minute(minute),
                minute(minute + 60),
                Campaign.Unanswered.FLAG,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    @Test
    void keepsTheFirstOfTwoWithOneId() {
        assertThat(store().open(tenant, campaign("c", 0))).isTrue();
        assertThat(store().open(tenant, campaign("c", 5))).isFalse();
        assertThat(store().find(tenant, "c")).contains(campaign("c", 0).withVersion(1));
        assertThat(store().find(tenant, "d")).isEmpty();
    }

    @Test
    void writesOverNothingThatWasNotRead() {
        store().open(tenant, campaign("c", 0));
        Campaign read = store().find(tenant, "c").orElseThrow();
        assertThat(store().save(tenant, read.gathered(7)).version()).isEqualTo(2);
        assertThatThrownBy(() -> store().save(tenant, read.closed(minute(9)))).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> store().save(tenant, campaign("never-opened", 0)))
                .isInstanceOf(LostRaceException.class);
        assertThat(store().find(tenant, "c").flatMap(Campaign::items)).contains(7);
    }

    @Test
    void listsThemNewestFirstAndForOneTenantOnly() {
        store().open(tenant, campaign("a", 1));
        store().open(tenant, campaign("c", 3));
        store().open(tenant, campaign("b", 2));
        assertThat(Slices.all(from -> store().recent(tenant, 2, from)))
                .extracting(Campaign::id)
                .containsExactly("c", "b", "a");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
    }
}
