package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import java.util.List;
import java.util.Optional;

/** Keeps the policies of a tenant. Reads are strongly consistent: once a change is acknowledged nobody reads the old one. */
public interface PolicyStore {
    /** All policies in force, by name. */
    List<StoredPolicy> all(TenantId tenant);

    Optional<StoredPolicy> policy(TenantId tenant, String name);

    /**
     * Rises with every acknowledged change of any policy: one cheap read tells whether a prepared set is still the one in
     * force.
     */
    long revision(TenantId tenant);

    /**
     * Writes a policy and raises the tenant's revision, both or neither.
     *
     * @throws LostRaceException where the stored revision of this policy is another
     */
    void save(TenantId tenant, StoredPolicy policy);

    /**
     * Takes a policy out of force and raises the tenant's revision; nothing happens where it is out of force already.
     *
     * @throws LostRaceException where the stored revision of this policy is another
     */
    void remove(TenantId tenant, StoredPolicy policy);
}
