package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link CampaignStore} must pass. */
@DisplayName("A campaign store")
public abstract class CampaignStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract CampaignStore store();

    private static ReviewCampaign campaign(String id, int minute) {
        return new ReviewCampaign(
                id,
                "all-agents",
                "all AI agents",
                minute(minute),
                minute(minute + 60),
                ReviewCampaign.Unanswered.FLAG,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    @Test
    void doesNotOverwriteCampaignWithSameId() {
        assertThat(store().open(tenant, campaign("c", 0))).isTrue();
        assertThat(store().open(tenant, campaign("c", 5))).isFalse();
        assertThat(store().find(tenant, "c")).contains(campaign("c", 0).withVersion(1));
        assertThat(store().find(tenant, "d")).isEmpty();
    }

    @Test
    void rejectsWriteBasedOnOldVersion() {
        store().open(tenant, campaign("c", 0));
        ReviewCampaign read = store().find(tenant, "c").orElseThrow();
        assertThat(store().save(tenant, read.withItems(7)).version()).isEqualTo(2);
        assertThatThrownBy(() -> store().save(tenant, read.closed(minute(9))))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store().save(tenant, campaign("never-opened", 0)))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(store().find(tenant, "c").flatMap(ReviewCampaign::items)).contains(7);
    }

    @Test
    void listsCampaignsOfOneTenantNewestFirst() {
        store().open(tenant, campaign("a", 1));
        store().open(tenant, campaign("c", 3));
        store().open(tenant, campaign("b", 2));
        assertThat(StorePage.readAll(from -> store().recent(tenant, 2, from)))
                .extracting(ReviewCampaign::id)
                .containsExactly("c", "b", "a");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
    }
}
