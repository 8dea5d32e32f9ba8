package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.QuestionStore;

class InMemoryQuestionStoreTest extends QuestionStoreContract {
    private final InMemoryQuestionStore store = new InMemoryQuestionStore();

    @Override
    protected QuestionStore store() {
        return store;
    }
}
