package io.grantkeeper.store.testkit;

class InMemorySealDecisionsTest extends SealDecisionsContract {
    @Override
    protected EmptyStores fresh() {
        InMemoryDecisionLog decisions = new InMemoryDecisionLog();
        InMemoryLogStore log = new InMemoryLogStore();
        return new EmptyStores(decisions, decisions, log, log);
    }
}
