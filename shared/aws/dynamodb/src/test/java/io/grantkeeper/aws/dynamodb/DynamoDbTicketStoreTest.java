package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.store.testkit.TicketStoreContract;
import io.grantkeeper.targets.ticket.TicketStore;

class DynamoDbTicketStoreTest extends TicketStoreContract {
    @Override
    protected TicketStore store() {
        return new DynamoDbTicketStore(TestTable.open());
    }
}
