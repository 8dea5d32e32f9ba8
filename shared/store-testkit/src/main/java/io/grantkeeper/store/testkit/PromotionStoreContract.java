package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.ladder.BlockedAction;
import io.grantkeeper.policy.ladder.BlockedAction.Answer;
import io.grantkeeper.policy.ladder.LadderEvidence;
import io.grantkeeper.policy.ladder.Promotion;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.ladder.Share;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link PromotionStore} does. */
@DisplayName("A store of proposals")
public abstract class PromotionStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract PromotionStore store();

    private static Promotion promotion(String policy, int minute) {
        LadderEvidence evidence = new LadderEvidence(
                policy,
                PolicyVersion.ofText(policy),
                Stage.TRAINING,
                minute(0),
                minute(minute),
                new Share(3, 12_450),
                40,
                2,
                new Share(0, 0),
                2,
                1,
                List.of(new BlockedAction("d-1", minute(1), "notes", "send mail report", "no", Answer.NOT_ASKED)));
        return new Promotion(
                policy,
                Stage.RECOMMENDATION,
                evidence,
                minute(minute),
                Promotion.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                "",
                0);
    }

    @Test
    void keepsAProposalWithItsNumbers() {
        store().save(tenant, promotion("mail", 5));
        assertThat(store().of(tenant, "mail"))
                .containsExactly(promotion("mail", 5).withRevision(1));
    }

    @Test
    void listsThoseOfOnePolicyNewestFirstAndForOneTenantOnly() {
        store().save(tenant, promotion("mail", 5));
        store().save(tenant, promotion("mail", 7));
        store().save(tenant, promotion("mail-archive", 6));
        assertThat(store().of(tenant, "mail")).extracting(Promotion::proposedAt).containsExactly(minute(7), minute(5));
        assertThat(store().of(freshTenant(), "mail")).isEmpty();
    }

    @Test
    void refusesAWriteThatDidNotSeeTheLastOne() {
        store().save(tenant, promotion("mail", 5));
        Promotion read = store().of(tenant, "mail").getFirst();
        store().save(tenant, read);
        assertThatThrownBy(() -> store().save(tenant, read))
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("mail");
        assertThatThrownBy(() -> store().save(tenant, promotion("mail", 5))).isInstanceOf(LostRaceException.class);
        assertThat(store().of(tenant, "mail")).hasSize(1);
    }
}
