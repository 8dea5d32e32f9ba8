package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps streams and signals in memory. */
public final class InMemorySignalStore implements SignalStore {
    private static final Comparator<PendingSignal> OLDEST =
            Comparator.comparing(PendingSignal::at).thenComparing(PendingSignal::id);

    private final Map<Key, EventStream> streams = new HashMap<>();
    private final Map<SignalKey, PendingSignal> pending = new HashMap<>();
    private final Map<SignalKey, PendingSignal> dead = new HashMap<>();
    private final Map<TenantId, Long> followed = new HashMap<>();

    private record Key(TenantId tenant, String id) {}

    private record SignalKey(TenantId tenant, String destination, String id) {
        static SignalKey of(TenantId tenant, PendingSignal signal) {
            return new SignalKey(tenant, signal.destination(), signal.id());
        }
    }

    @Override
    public synchronized void keep(TenantId tenant, EventStream stream) {
        streams.put(new Key(tenant, stream.id()), stream);
    }

    @Override
    public synchronized Optional<EventStream> stream(TenantId tenant, String id) {
        return Optional.ofNullable(streams.get(new Key(tenant, id)));
    }

    @Override
    public synchronized List<EventStream> streams(TenantId tenant) {
        return streams.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(EventStream::id))
                .toList();
    }

    @Override
    public synchronized void remove(TenantId tenant, String id) {
        streams.remove(new Key(tenant, id));
        Set<String> destinations = Set.of(id, EventStream.aboutItself(id));
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
        add(tenant, signal.untried());
        return true;
    }

    @Override
    public synchronized long followed(TenantId tenant) {
        return followed.getOrDefault(tenant, 0L);
    }

    @Override
    public synchronized void followed(TenantId tenant, long size) {
        followed.merge(tenant, size, Math::max);
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
