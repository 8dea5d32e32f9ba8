package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Instant;

/**
 * Where it is told what happens to policies. Each is told before it takes effect, and may be told twice; the record keeps
 * it once.
 */
public interface LadderJournal {
    /** A text is put in force, for the first time or in place of another. */
    void proposed(TenantId tenant, StoredPolicy policy, String by);

    /** A person lets a policy climb. */
    void promoted(TenantId tenant, StoredPolicy policy, Stage to, String by, Instant at);

    /** A policy steps down: because of the evidence, or because a person wants it. */
    void demoted(TenantId tenant, StoredPolicy policy, Stage to, String by, String reason, Instant at);
}
