package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@code SignalStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemorySignalStore implements SignalStore {
    private static final Comparator<PendingSignal> OLDEST =
            Comparator.comparing(PendingSignal::at).thenComparing(PendingSignal::id);

    private final Map<Key, SignalStream> streams = new HashMap<>();
    private final Map<SignalKey, PendingSignal> pending = new HashMap<>();
    private final Map<SignalKey, PendingSignal> dead = new HashMap<>();
    private final Map<TenantId, Long> position = new HashMap<>();

    private record Key(TenantId tenant, String id) {}

    private record SignalKey(TenantId tenant, String destination, String id) {
        static SignalKey of(TenantId tenant, PendingSignal signal) {
            return new SignalKey(tenant, signal.destination(), signal.id());
        }
    }

    @Override
    public synchronized void save(TenantId tenant, SignalStream stream) {
        streams.put(new Key(tenant, stream.id()), stream);
    }

    @Override
    public synchronized Optional<SignalStream> stream(TenantId tenant, String id) {
        return Optional.ofNullable(streams.get(new Key(tenant, id)));
    }

    @Override
    public synchronized List<SignalStream> streams(TenantId tenant) {
        return streams.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(SignalStream::id))
                .toList();
    }

    @Override
    public synchronized void remove(TenantId tenant, String id) {
        streams.remove(new Key(tenant, id));
        Set<String> destinations = Set.of(id, SignalStream.selfDestination(id));
        pending.keySet().removeIf(key -> key.tenant.equals(tenant) && destinations.contains(key.destination));
    }

    @Override
    public synchronized boolean add(TenantId tenant, PendingSignal signal) {
        return pending.putIfAbsent(SignalKey.of(tenant, signal), signal) == null;
    }

    @Override
    public synchronized List<PendingSignal> due(TenantId tenant, String destination, Instant now, int most) {
        return of(pending, tenant, destination).stream()
                .filter(signal -> !signal.nextTry().isAfter(now))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void delivered(TenantId tenant, PendingSignal signal) {
        pending.remove(SignalKey.of(tenant, signal));
    }

    @Override
    public synchronized void failed(TenantId tenant, PendingSignal signal) {
        pending.computeIfPresent(SignalKey.of(tenant, signal), (_, _) -> signal);
    }

    @Override
    public synchronized void dead(TenantId tenant, PendingSignal signal) {
        dead.put(SignalKey.of(tenant, signal), signal);
        delivered(tenant, signal);
    }

    @Override
    public synchronized List<PendingSignal> dead(TenantId tenant, String destination, int most) {
        return of(dead, tenant, destination).stream().limit(most).toList();
    }

    @Override
    public synchronized boolean redrive(TenantId tenant, PendingSignal signal) {
        if (dead.remove(SignalKey.of(tenant, signal)) == null) {
            return false;
        }
        add(tenant, signal.withoutAttempts());
        return true;
    }

    @Override
    public synchronized long position(TenantId tenant) {
        return position.getOrDefault(tenant, 0L);
    }

    @Override
    public synchronized void position(TenantId tenant, long size) {
        position.merge(tenant, size, Math::max);
    }

    private static List<PendingSignal> of(Map<SignalKey, PendingSignal> all, TenantId tenant, String destination) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant)
                        && entry.getKey().destination.equals(destination))
                .map(Map.Entry::getValue)
                .sorted(OLDEST)
                .toList();
    }
}
