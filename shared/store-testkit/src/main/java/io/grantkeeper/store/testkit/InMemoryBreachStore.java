package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.enforcement.EnforcementBookmark;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps breaches in memory. */
public final class InMemoryBreachStore implements BreachStore {
    private record Day(TenantId tenant, LocalDate day) {}

    private final Map<TenantId, Map<String, Breach>> breaches = new HashMap<>();
    private final Map<Day, Set<String>> spent = new HashMap<>();
    private final Map<TenantId, EnforcementSwitch> switches = new HashMap<>();
    private final Map<TenantId, EnforcementBookmark> bookmarks = new HashMap<>();

    @Override
    public synchronized void save(TenantId tenant, Breach breach) {
        Map<String, Breach> own = breaches.computeIfAbsent(tenant, _ -> new TreeMap<>());
        long stored =
                Optional.ofNullable(own.get(breach.id())).map(Breach::revision).orElse(0L);
        if (stored != breach.revision()) {
            throw new LostRaceException("the breach " + breach.id());
        }
        own.put(breach.id(), breach.withRevision(stored + 1));
    }

    @Override
    public synchronized Optional<Breach> breach(TenantId tenant, String id) {
        return Optional.ofNullable(breaches.getOrDefault(tenant, Map.of()).get(id));
    }

    @Override
    public synchronized List<Breach> all(TenantId tenant) {
        return List.copyOf(breaches.getOrDefault(tenant, Map.of()).values());
    }

    @Override
    public synchronized boolean spend(TenantId tenant, LocalDate day, String breach, int most) {
        Set<String> used = spent.computeIfAbsent(new Day(tenant, day), _ -> new HashSet<>());
        if (!used.contains(breach) && used.size() >= most) {
            return false;
        }
        used.add(breach);
        return true;
    }

    @Override
    public synchronized int spent(TenantId tenant, LocalDate day) {
        return spent.getOrDefault(new Day(tenant, day), Set.of()).size();
    }

    @Override
    public synchronized EnforcementSwitch enforcementSwitch(TenantId tenant) {
        return switches.getOrDefault(tenant, EnforcementSwitch.UNTOUCHED);
    }

    @Override
    public synchronized Optional<EnforcementBookmark> bookmark(TenantId tenant) {
        return Optional.ofNullable(bookmarks.get(tenant));
    }

    @Override
    public synchronized void keep(TenantId tenant, Optional<EnforcementBookmark> bookmark) {
        bookmark.ifPresentOrElse(mark -> bookmarks.put(tenant, mark), () -> bookmarks.remove(tenant));
    }

    @Override
    public synchronized void turn(TenantId tenant, EnforcementSwitch position) {
        switches.put(tenant, position);
    }
}
