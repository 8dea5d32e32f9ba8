package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.store.StoredPolicy;

/** Tells the security team. The same news may be told again; whoever delivers it lets it out once. */
public interface LadderNews {
    /** A proposal waits for a person. */
    void proposed(TenantId tenant, Promotion promotion);

    /** A policy steps down by itself. */
    void steppedDown(TenantId tenant, StoredPolicy policy, Stage to, String reason);

    /** For where nobody listens. */
    static LadderNews untold() {
        return new LadderNews() {
            @Override
            public void proposed(TenantId tenant, Promotion promotion) {}

            @Override
            public void steppedDown(TenantId tenant, StoredPolicy policy, Stage to, String reason) {}
        };
    }
}
