package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore;
import java.util.List;
import java.util.Optional;

/**
 * Stores batches of the decisions in {@link DynamoDbDecisionLog} and the root hashes of these batches. The log and the
 * batch store are separate classes because each implements its own port.
 */
public final class DynamoDbDecisionBatchStore implements DecisionBatchStore {
    private final DynamoDbDecisionLog log;

    public DynamoDbDecisionBatchStore(DynamoDbTable table) {
        this.log = new DynamoDbDecisionLog(table);
    }

    @Override
    public List<PendingDecision> pending(TenantId tenant, int most) {
        return log.waiting(tenant, most);
    }

    @Override
    public Optional<DecisionBatch> open(TenantId tenant) {
        return log.open(tenant);
    }

    @Override
    public void begin(TenantId tenant, DecisionBatch batch) {
        log.begin(tenant, batch);
    }

    @Override
    public void finish(TenantId tenant, DecisionBatch batch) {
        log.finish(tenant, batch);
    }

    @Override
    public Optional<DecisionBatch> batchOf(TenantId tenant, String decision) {
        return log.batchOf(tenant, decision);
    }
}
