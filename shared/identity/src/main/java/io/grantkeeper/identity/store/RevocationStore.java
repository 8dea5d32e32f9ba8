package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.Optional;

/** Keeps what was taken away, by whom, and what became of it. Nothing is ever deleted from it. */
public interface RevocationStore {
    /**
     * Keeps an attempt, how far it got, or its end: attempts with the same identity, start and first target are one. An
     * end that is kept is not undone by what arrives late, nor is what was taken by an attempt that knows of less.
     */
    void record(TenantId tenant, Revocation revocation);

    /** What was attempted on an identity, newest first. */
    List<Revocation> of(TenantId tenant, IdentityId identity);

    /** What was attempted on any, newest first. */
    Slice<Revocation> recent(TenantId tenant, int limit, Optional<String> from);
}
