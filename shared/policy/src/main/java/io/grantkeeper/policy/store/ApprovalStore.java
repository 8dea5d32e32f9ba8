package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import java.util.List;
import java.util.Optional;

/** Keeps requests for approval and what became of them. */
public interface ApprovalStore {
    /** @throws LostRaceException where the stored revision is another */
    void save(TenantId tenant, Approval approval);

    Optional<Approval> approval(TenantId tenant, String id);

    /** All that are bound to this digest, newest first; strongly consistent. */
    List<Approval> boundTo(TenantId tenant, String binding);

    /** Newest first. */
    Slice<Approval> recent(TenantId tenant, int limit, Optional<String> next);
}
