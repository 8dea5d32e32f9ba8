package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AlertSend;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code SendStore} that stores its data in memory and assigns the findings in an {@link InMemoryFindingStore} to
 * sends. Tests use it in place of the DynamoDB implementation.
 */
public final class InMemorySendStore implements SendStore {
    private final InMemoryFindingStore findings;
    private final Map<Key, AlertSend> sends = new HashMap<>();

    private record Key(TenantId tenant, IdentityId identity, String id) {}

    public InMemorySendStore(InMemoryFindingStore findings) {
        this.findings = findings;
    }

    @Override
    public synchronized boolean claim(TenantId tenant, AlertSend send) {
        if (sends.containsKey(key(tenant, send))
                || !findings.claim(tenant, send.identity(), send.findings(), send.id())) {
            return false;
        }
        sends.put(key(tenant, send), send);
        return true;
    }

    @Override
    public synchronized List<AlertSend> unsent(TenantId tenant, IdentityId identity) {
        return sends.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant)
                        && entry.getKey().identity.equals(identity))
                .map(Map.Entry::getValue)
                .filter(send -> send.sentAt().isEmpty())
                .sorted(Comparator.comparing(AlertSend::claimedAt).thenComparing(AlertSend::id))
                .toList();
    }

    @Override
    public synchronized boolean takeOver(TenantId tenant, AlertSend send, Instant now, Instant leaseUntil) {
        AlertSend kept = sends.get(key(tenant, send));
        if (kept == null || kept.sentAt().isPresent() || kept.leaseUntil().isAfter(now)) {
            return false;
        }
        sends.put(key(tenant, send), kept.withLease(leaseUntil));
        return true;
    }

    @Override
    public synchronized void recordSent(TenantId tenant, AlertSend send, Instant at, String receipt) {
        sends.computeIfPresent(
                key(tenant, send), (_, kept) -> kept.sentAt().isPresent() ? kept : kept.withSent(at, receipt));
    }

    @Override
    public synchronized StorePage<AlertSend> recent(TenantId tenant, int limit, Optional<String> from) {
        List<AlertSend> all = sends.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(AlertSend::claimedAt)
                        .thenComparing(AlertSend::id)
                        .reversed())
                .toList();
        return StorePages.slice(all, limit, from);
    }

    private static Key key(TenantId tenant, AlertSend send) {
        return new Key(tenant, send.identity(), send.id());
    }
}
