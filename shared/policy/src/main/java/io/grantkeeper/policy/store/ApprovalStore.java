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

    /**
     * Returns all requests with this binding, newest first, with a strongly consistent read.
     *
     * @param binding the digest of everything to which the approvals apply
     */
    List<AccessApproval> boundTo(TenantId tenant, String binding);

    /**
     * Returns a page of requests, newest first.
     *
     * @param next the cursor that the previous page contained; empty for the first page
     */
    StorePage<AccessApproval> recent(TenantId tenant, int limit, Optional<String> next);
}
