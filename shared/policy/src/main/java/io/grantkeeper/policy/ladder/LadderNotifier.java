package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.store.StoredPolicy;

/** Notifies the security team. A caller may request the same notice again; the team receives it once. */
public interface LadderNotifier {
    /** Notifies the team of an open proposal. */
    void proposed(TenantId tenant, PromotionProposal promotion);

    /** Notifies the team of an automatic demotion. */
    void demoted(TenantId tenant, StoredPolicy policy, LadderStage to, String reason);

    /** Returns a notifier that does nothing. */
    static LadderNotifier none() {
        return new LadderNotifier() {
            @Override
            public void proposed(TenantId tenant, PromotionProposal promotion) {}

            @Override
            public void demoted(TenantId tenant, StoredPolicy policy, LadderStage to, String reason) {}
        };
    }
}
