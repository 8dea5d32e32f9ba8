package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An implementation of {@code DecisionLog} and {@code DecisionBatchStore} that stores its data in memory. Tests use it
 * in place of the DynamoDB implementation.
 */
public final class InMemoryDecisionLog implements DecisionLog, DecisionBatchStore {
    private final Map<Key, RecordedDecision> decisions = new HashMap<>();
    private final Map<Key, DecisionBatch> placed = new HashMap<>();
    private final Map<TenantId, DecisionBatch> open = new HashMap<>();

    private record Key(TenantId tenant, String id) {}

    @Override
    public synchronized void record(TenantId tenant, Collection<RecordedDecision> batch) {
        batch.forEach(decision -> decisions.putIfAbsent(new Key(tenant, decision.id()), decision));
    }

    @Override
    public synchronized StorePage<RecordedDecision> between(
            TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
        return StorePages.slice(oldestFirst(tenant, from, until), limit, next);
    }

    @Override
    public synchronized StorePage<RecordedDecision> latest(
            TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
        return StorePages.slice(oldestFirst(tenant, from, until).reversed(), limit, next);
    }

    private List<RecordedDecision> oldestFirst(TenantId tenant, Instant from, Instant until) {
        return oldestFirst(tenant).stream()
                .filter(decision ->
                        !decision.at().isBefore(from) && decision.at().isBefore(until))
                .toList();
    }

    @Override
    public synchronized Optional<String> document(TenantId tenant, String id) {
        return Optional.ofNullable(decisions.get(new Key(tenant, id))).map(DecisionJson::write);
    }

    @Override
    public synchronized List<PendingDecision> pending(TenantId tenant, int most) {
        return oldestFirst(tenant).stream()
                .filter(decision -> !placed.containsKey(new Key(tenant, decision.id())))
                .limit(most)
                .map(decision -> PendingDecision.of(decision, DecisionJson.write(decision)))
                .toList();
    }

    @Override
    public synchronized Optional<DecisionBatch> open(TenantId tenant) {
        return Optional.ofNullable(open.get(tenant));
    }

    @Override
    public synchronized void begin(TenantId tenant, DecisionBatch batch) {
        for (String id : batch.decisions()) {
            DecisionBatch place = placed.get(new Key(tenant, id));
            if (place != null && !place.id().equals(batch.id())) {
                throw new ConcurrentWriteException("the batch of a decision");
            }
        }
        DecisionBatch other = open.putIfAbsent(tenant, batch);
        if (other != null && !other.id().equals(batch.id())) {
            throw new ConcurrentWriteException("the open batch of decisions");
        }
    }

    @Override
    public synchronized void finish(TenantId tenant, DecisionBatch batch) {
        batch.decisions().forEach(id -> placed.putIfAbsent(new Key(tenant, id), batch));
        open.computeIfPresent(tenant, (_, mine) -> mine.id().equals(batch.id()) ? null : mine);
    }

    @Override
    public synchronized Optional<DecisionBatch> batchOf(TenantId tenant, String decision) {
        return Optional.ofNullable(placed.get(new Key(tenant, decision)));
    }

    private List<RecordedDecision> oldestFirst(TenantId tenant) {
        return decisions.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(RecordedDecision::at).thenComparing(RecordedDecision::id))
                .toList();
    }
}
