package io.grantkeeper.store.testkit;

import io.grantkeeper.targets.ticket.TicketStore;

class InMemoryTicketStoreTest extends TicketStoreContract {
    private final TicketStore store = new InMemoryTicketStore();

    @Override
    protected TicketStore store() {
        return store;
    }
}
