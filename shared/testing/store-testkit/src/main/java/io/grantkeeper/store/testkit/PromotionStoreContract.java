package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.ladder.BlockedAction;
import io.grantkeeper.policy.ladder.BlockedAction.Answer;
import io.grantkeeper.policy.ladder.PromotionEvidence;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.ladder.Proportion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link PromotionStore} must pass. */
@DisplayName("A store of promotion proposals")
public abstract class PromotionStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract PromotionStore store();

    private static PromotionProposal promotion(String policy, int minute) {
        PromotionEvidence evidence = new PromotionEvidence(
                policy,
                PolicyVersion.ofText(policy),
                PolicyStage.TRAINING,
                minute(0),
                minute(minute),
                new Proportion(3, 12_450),
                40,
                2,
                new Proportion(0, 0),
                2,
                1,
                List.of(new BlockedAction("d-1", minute(1), "notes", "send mail report", "no", Answer.NOT_ASKED)));
        return new PromotionProposal(
                policy,
                PolicyStage.RECOMMENDATION,
                evidence,
                4,
                minute(minute),
                PromotionProposal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                "",
                0);
    }

    @Test
    void storesProposalWithItsFigures() {
        store().save(tenant, promotion("mail", 5));
        assertThat(store().of(tenant, "mail"))
                .containsExactly(promotion("mail", 5).withRevision(1));
    }

    @Test
    void listsProposalsOfOnePolicyAndTenantNewestFirst() {
        store().save(tenant, promotion("mail", 5));
        store().save(tenant, promotion("mail", 7));
        store().save(tenant, promotion("mail-archive", 6));
        assertThat(store().of(tenant, "mail"))
                .extracting(PromotionProposal::proposedAt)
                .containsExactly(minute(7), minute(5));
        assertThat(store().of(freshTenant(), "mail")).isEmpty();
    }

    @Test
    void rejectsWriteBasedOnOldRevision() {
        store().save(tenant, promotion("mail", 5));
        PromotionProposal read = store().of(tenant, "mail").getFirst();
        store().save(tenant, read);
        assertThatThrownBy(() -> store().save(tenant, read))
                .isInstanceOf(ConcurrentWriteException.class)
                .hasMessageContaining("mail");
        assertThatThrownBy(() -> store().save(tenant, promotion("mail", 5)))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(store().of(tenant, "mail")).hasSize(1);
    }
}
