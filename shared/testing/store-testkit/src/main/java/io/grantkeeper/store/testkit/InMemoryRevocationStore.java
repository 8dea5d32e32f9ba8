package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A {@code RevocationStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryRevocationStore implements RevocationStore {
    private final Map<Key, RevocationAttempt> revocations = new HashMap<>();

    private record Key(TenantId tenant, IdentityId identity, Instant startedAt, RowKey first) {}

    @Override
    public synchronized void record(TenantId tenant, RevocationAttempt revocation) {
        Key key = new Key(
                tenant,
                revocation.identity(),
                revocation.startedAt(),
                revocation.targets().getFirst());
        revocations.merge(key, revocation, (kept, late) -> isMoreAdvanced(late, kept) ? late : kept);
    }

    private static boolean isMoreAdvanced(RevocationAttempt late, RevocationAttempt kept) {
        return late.hasEnded()
                || (!kept.hasEnded() && late.taken().size() >= kept.taken().size());
    }

    @Override
    public synchronized List<RevocationAttempt> byIdentity(TenantId tenant, IdentityId identity) {
        return newestFirst(key -> key.tenant.equals(tenant) && key.identity.equals(identity));
    }

    @Override
    public synchronized StorePage<RevocationAttempt> recent(TenantId tenant, int limit, Optional<String> from) {
        return StorePages.slice(newestFirst(key -> key.tenant.equals(tenant)), limit, from);
    }

    private List<RevocationAttempt> newestFirst(Predicate<Key> wanted) {
        return revocations.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(RevocationAttempt::startedAt)
                        .thenComparing(revocation -> revocation.targets().getFirst())
                        .reversed())
                .toList();
    }
}
