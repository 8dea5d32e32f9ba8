package io.grantkeeper.store.testkit;

import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;

class InMemoryDecisionLogTest extends DecisionLogContract {
    private final InMemoryDecisionLog log = new InMemoryDecisionLog();

    @Override
    protected DecisionLog log() {
        return log;
    }

    @Override
    protected DecisionBatchStore batches() {
        return log;
    }
}
