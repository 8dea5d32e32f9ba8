package io.grantkeeper.store.testkit;

class InMemorySealDecisionsTest extends SealDecisionsContract {
    @Override
    protected Fresh fresh() {
        InMemoryDecisionLog decisions = new InMemoryDecisionLog();
        InMemoryLogStore log = new InMemoryLogStore();
        return new Fresh(decisions, decisions, log, log);
    }
}
