package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.enforcement.EnforcementCursor;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.ViolationStore;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A {@code ViolationStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryViolationStore implements ViolationStore {
    private record Day(TenantId tenant, LocalDate day) {}

    private final Map<TenantId, Map<String, PolicyViolation>> violations = new HashMap<>();
    private final Map<Day, Set<String>> spent = new HashMap<>();
    private final Map<TenantId, EnforcementSwitch> switches = new HashMap<>();
    private final Map<TenantId, EnforcementCursor> bookmarks = new HashMap<>();

    @Override
    public synchronized void save(TenantId tenant, PolicyViolation violation) {
        Map<String, PolicyViolation> own = violations.computeIfAbsent(tenant, _ -> new TreeMap<>());
        long stored = Optional.ofNullable(own.get(violation.id()))
                .map(PolicyViolation::revision)
                .orElse(0L);
        if (stored != violation.revision()) {
            throw new ConcurrentWriteException("the breach " + violation.id());
        }
        own.put(violation.id(), violation.withRevision(stored + 1));
    }

    @Override
    public synchronized Optional<PolicyViolation> violation(TenantId tenant, String id) {
        return Optional.ofNullable(violations.getOrDefault(tenant, Map.of()).get(id));
    }

    @Override
    public synchronized List<PolicyViolation> all(TenantId tenant) {
        return List.copyOf(violations.getOrDefault(tenant, Map.of()).values());
    }

    @Override
    public synchronized boolean useBudget(TenantId tenant, LocalDate day, String violation, int most) {
        Set<String> used = spent.computeIfAbsent(new Day(tenant, day), _ -> new HashSet<>());
        if (!used.contains(violation) && used.size() >= most) {
            return false;
        }
        used.add(violation);
        return true;
    }

    @Override
    public synchronized int usedBudget(TenantId tenant, LocalDate day) {
        return spent.getOrDefault(new Day(tenant, day), Set.of()).size();
    }

    @Override
    public synchronized EnforcementSwitch enforcementSwitch(TenantId tenant) {
        return switches.getOrDefault(tenant, EnforcementSwitch.UNTOUCHED);
    }

    @Override
    public synchronized Optional<EnforcementCursor> bookmark(TenantId tenant) {
        return Optional.ofNullable(bookmarks.get(tenant));
    }

    @Override
    public synchronized void saveBookmark(TenantId tenant, Optional<EnforcementCursor> bookmark) {
        bookmark.ifPresentOrElse(mark -> bookmarks.put(tenant, mark), () -> bookmarks.remove(tenant));
    }

    @Override
    public synchronized void saveSwitch(TenantId tenant, EnforcementSwitch position) {
        switches.put(tenant, position);
    }
}
