package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Instant;

/**
 * Records changes to policies in the ledger. Each change is recorded before it takes effect. If a change is recorded
 * twice, the ledger contains it only once.
 */
public interface PolicyChangeLedger {
    /** Records that the text of a policy is put into force, either for the first time or in place of another text. */
    void proposed(TenantId tenant, StoredPolicy policy, String by);

    /** Records that a person promotes a policy. */
    void promoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String by, Instant at);

    /** Records that a policy is demoted, because of the evidence or at a person's request. */
    void demoted(TenantId tenant, StoredPolicy policy, PolicyStage to, String by, String reason, Instant at);
}
