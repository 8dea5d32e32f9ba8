package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.StoredPolicy;

/**
 * Notifies the security team about the stages of policies. If the same notice is requested again, the team does not
 * receive it a second time.
 */
public interface PolicyStageNotifier {
    /** Notifies the security team that a proposal to promote a policy is waiting for a decision. */
    void proposed(TenantId tenant, PromotionProposal promotion);

    /** Notifies the security team that a policy was demoted automatically. */
    void demoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String reason);

    /** Returns a notifier that does nothing. */
    static PolicyStageNotifier none() {
        return new PolicyStageNotifier() {
            @Override
            public void proposed(TenantId tenant, PromotionProposal promotion) {}

            @Override
            public void demoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String reason) {}
        };
    }
}
