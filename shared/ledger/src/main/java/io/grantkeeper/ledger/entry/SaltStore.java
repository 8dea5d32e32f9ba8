package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stores a random salt for each person and for each other subject whose records could name a person. Salts are stored
 * separately from the log. Without the salt, nobody can find out what a digest refers to.
 */
public interface SaltStore {
    int BYTES = 32;

    /** Returns the subject's salt. Creates the salt if it does not exist. Every caller gets the same salt. */
    ImmutableBytes of(TenantId tenant, String subject);

    /** Returns the subject's salt; empty if it does not exist or was erased. This method creates no salt. */
    Optional<ImmutableBytes> find(TenantId tenant, String subject);

    /** Returns the salt of each subject, as {@link #of} does. A store may read all salts in one request. */
    default Map<String, ImmutableBytes> all(TenantId tenant, Collection<String> subjects) {
        Map<String, ImmutableBytes> salts = new HashMap<>();
        subjects.forEach(subject -> salts.computeIfAbsent(subject, one -> of(tenant, one)));
        return salts;
    }

    /** Erases the salt permanently. Digests that were made with it remain, but can no longer be linked to anyone. */
    void erase(TenantId tenant, String subject);
}
