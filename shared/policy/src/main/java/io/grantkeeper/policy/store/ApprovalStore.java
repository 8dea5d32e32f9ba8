package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Optional;

/** Stores access requests and their answers. */
public interface ApprovalStore {
    /**
     * Saves a request.
     *
     * @throws ConcurrentWriteException if the stored revision differs
     */
    void save(TenantId tenant, AccessApproval approval);

    Optional<AccessApproval> approval(TenantId tenant, String id);

    /** Returns all requests with this binding, newest first, with a strongly consistent read. */
    List<AccessApproval> boundTo(TenantId tenant, String binding);

    /** Returns requests, newest first. */
    StorePage<AccessApproval> recent(TenantId tenant, int limit, Optional<String> next);
}
