package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.Slice;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps revocations in memory. */
public final class InMemoryRevocationStore implements RevocationStore {
    private final Map<Key, Revocation> revocations = new HashMap<>();

    private record Key(TenantId tenant, IdentityId identity, Instant startedAt, RowKey first) {}

    @Override
    public synchronized void record(TenantId tenant, Revocation revocation) {
        Key key = new Key(
                tenant,
                revocation.identity(),
                revocation.startedAt(),
                revocation.targets().getFirst());
        revocations.merge(key, revocation, (kept, late) -> goesFurther(late, kept) ? late : kept);
    }

    private static boolean goesFurther(Revocation late, Revocation kept) {
        return late.hasEnded()
                || (!kept.hasEnded() && late.taken().size() >= kept.taken().size());
    }

    @Override
    public synchronized List<Revocation> of(TenantId tenant, IdentityId identity) {
        return newestFirst(key -> key.tenant.equals(tenant) && key.identity.equals(identity));
    }

    @Override
    public synchronized Slice<Revocation> recent(TenantId tenant, int limit, Optional<String> from) {
        return Slices.cut(newestFirst(key -> key.tenant.equals(tenant)), limit, from);
    }

    private List<Revocation> newestFirst(Predicate<Key> wanted) {
        return revocations.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Revocation::startedAt)
                        .thenComparing(revocation -> revocation.targets().getFirst())
                        .reversed())
                .toList();
    }
}
