package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.util.List;
import java.util.Optional;

/**
 * Stores the policies of a tenant. Reads are strongly consistent: after a change is acknowledged, no read returns the
 * old policy.
 */
public interface PolicyStore {
    /** Returns all policies in force, ordered by name. */
    List<StoredPolicy> all(TenantId tenant);

    Optional<StoredPolicy> policy(TenantId tenant, String name);

    /**
     * Returns a number that increases with every acknowledged change to any policy of the tenant. A cached policy set
     * is current as long as this number has not changed, and one inexpensive read is enough to check it.
     */
    long revision(TenantId tenant);

    /**
     * Saves a policy and increases the tenant's revision, atomically.
     *
     * @throws ConcurrentWriteException if the stored revision of this policy differs
     */
    void save(TenantId tenant, StoredPolicy policy);

    /**
     * Removes a policy and increases the tenant's revision. If the policy was already removed, does nothing.
     *
     * @throws ConcurrentWriteException if the stored revision of this policy differs
     */
    void remove(TenantId tenant, StoredPolicy policy);
}
