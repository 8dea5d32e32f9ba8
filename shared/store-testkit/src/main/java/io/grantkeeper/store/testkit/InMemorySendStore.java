package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.Slice;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps sends in memory, and marks the findings of an {@link InMemoryFindingStore}. */
public final class InMemorySendStore implements SendStore {
    private final InMemoryFindingStore findings;
    private final Map<Key, Send> sends = new HashMap<>();

    private record Key(TenantId tenant, IdentityId identity, String id) {}

    public InMemorySendStore(InMemoryFindingStore findings) {
        this.findings = findings;
    }

    @Override
    public synchronized boolean claim(TenantId tenant, Send send) {
        if (sends.containsKey(key(tenant, send))
                || !findings.claim(tenant, send.identity(), send.findings(), send.id())) {
            return false;
        }
        sends.put(key(tenant, send), send);
        return true;
    }

    @Override
    public synchronized List<Send> unsent(TenantId tenant, IdentityId identity) {
        return sends.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant)
                        && entry.getKey().identity.equals(identity))
                .map(Map.Entry::getValue)
                .filter(send -> send.sentAt().isEmpty())
                .sorted(Comparator.comparing(Send::claimedAt).thenComparing(Send::id))
                .toList();
    }

    @Override
    public synchronized boolean takeOver(TenantId tenant, Send send, Instant now, Instant leaseUntil) {
        Send kept = sends.get(key(tenant, send));
        if (kept == null || kept.sentAt().isPresent() || kept.leaseUntil().isAfter(now)) {
            return false;
        }
        sends.put(key(tenant, send), kept.withLease(leaseUntil));
        return true;
    }

    @Override
    public synchronized void sent(TenantId tenant, Send send, Instant at, String receipt) {
        sends.computeIfPresent(
                key(tenant, send), (_, kept) -> kept.sentAt().isPresent() ? kept : kept.withSent(at, receipt));
    }

    @Override
    public synchronized Slice<Send> recent(TenantId tenant, int limit, Optional<String> from) {
        List<Send> all = sends.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Send::claimedAt)
                        .thenComparing(Send::id)
                        .reversed())
                .toList();
        return Slices.cut(all, limit, from);
    }

    private static Key key(TenantId tenant, Send send) {
        return new Key(tenant, send.identity(), send.id());
    }
}
