package io.grantkeeper.behavior.incident;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Stores incidents and, for each key that entries can share, the incident that the key belongs to. */
public interface IncidentStore {
    /**
     * The incident to which a key most recently belonged.
     *
     * @param at the time of the latest entry with the key
     */
    record Link(String incident, Instant at) {}

    Optional<Incident> find(TenantId tenant, String id);

    /**
     * Saves an incident.
     *
     * @return the incident with its new version
     * @throws io.grantkeeper.identity.store.ConcurrentWriteException if the stored version differs from the incident's
     */
    Incident save(TenantId tenant, Incident incident);

    /** Returns the links of the given keys; omits keys that are not linked with an incident. */
    Map<String, Link> links(TenantId tenant, Collection<String> keys);

    /** Links keys with an incident. */
    void link(TenantId tenant, Collection<String> keys, Link link);

    /** Returns incidents by the time at which they were opened, latest first. */
    StorePage<Incident> recent(TenantId tenant, int limit, Optional<String> from);
}
