package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.Optional;

/** Stores revocations with their requesters and outcomes. Nothing is ever deleted. */
public interface RevocationStore {
    /**
     * Records an attempt, its progress or its end. Attempts with the same identity, start and first target are the same
     * attempt. Late writes never undo a recorded end or remove a confirmed target.
     */
    void record(TenantId tenant, RevocationAttempt revocation);

    /** Returns the attempts on an identity, newest first. */
    List<RevocationAttempt> byIdentity(TenantId tenant, IdentityId identity);

    /** Returns the attempts on all identities, newest first. */
    StorePage<RevocationAttempt> recent(TenantId tenant, int limit, Optional<String> from);
}
