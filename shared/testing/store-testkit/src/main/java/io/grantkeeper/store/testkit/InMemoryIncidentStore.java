package io.grantkeeper.store.testkit;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@code IncidentStore} that stores its data in memory. */
public final class InMemoryIncidentStore implements IncidentStore {
    private final VersionedRows<String, Incident> incidents =
            new VersionedRows<>("incident", Incident::id, Incident::version, Incident::withVersion);
    private final TenantRows<String, Link> links = new TenantRows<>();

    @Override
    public synchronized Optional<Incident> find(TenantId tenant, String id) {
        return incidents.find(tenant, id);
    }

    @Override
    public synchronized Incident save(TenantId tenant, Incident incident) {
        return incidents.save(tenant, incident);
    }

    @Override
    public synchronized Map<String, Link> links(TenantId tenant, Collection<String> keys) {
        Map<String, Link> found = new HashMap<>();
        keys.forEach(key -> links.find(tenant, key).ifPresent(link -> found.put(key, link)));
        return found;
    }

    @Override
    public synchronized void link(TenantId tenant, Collection<String> keys, Link link) {
        keys.forEach(key -> links.put(tenant, key, link));
    }

    @Override
    public synchronized StorePage<Incident> recent(TenantId tenant, int limit, Optional<String> from) {
        List<Incident> all = incidents.all(
                tenant,
                Comparator.comparing(Incident::openedAt)
                        .thenComparing(Incident::id)
                        .reversed());
        return StorePages.slice(all, limit, from);
    }
}
