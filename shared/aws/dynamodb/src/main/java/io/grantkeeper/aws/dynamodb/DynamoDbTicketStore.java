package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores tickets in the DynamoDB table, in one partition per ticket. Only live tickets appear in the list of live
 * tickets.
 */
public final class DynamoDbTicketStore implements TicketStore {
    private final DynamoDbTable table;

    public DynamoDbTicketStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Optional<AlertTicket> find(TenantId tenant, String id) {
        return table.get(TableKeys.ticket(tenant, id), Freshness.STRONG).map(DynamoDbTicketStore::read);
    }

    @Override
    public boolean open(TenantId tenant, AlertTicket ticket) {
        return table.putIf(item(tenant, ticket.withVersion(1)), "attribute_not_exists(#pk)", Map.of());
    }

    @Override
    public AlertTicket save(TenantId tenant, AlertTicket ticket) {
        AlertTicket next = ticket.withVersion(ticket.version() + 1);
        table.replaceVersion(item(tenant, next), ticket.version(), "ticket " + ticket.id());
        return next;
    }

    @Override
    public StorePage<AlertTicket> live(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G2, TableKeys.liveTickets(tenant), Order.ASCENDING)
                .slice(limit, from, DynamoDbTicketStore::read);
    }

    @Override
    public StorePage<AlertTicket> recent(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.tickets(tenant), Order.DESCENDING)
                .slice(limit, from, DynamoDbTicketStore::read);
    }

    private static Map<String, AttributeValue> item(TenantId tenant, AlertTicket ticket) {
        Map<String, AttributeValue> item =
                NewItem.versioned(TableKeys.ticket(tenant, ticket.id()), ItemType.TICKET, ticket.version(), ticket);
        String order = TableKeys.ordered(ticket.openedAt(), ticket.id());
        NewItem.list(item, Index.G1, TableKeys.tickets(tenant), order);
        if (ticket.status().isLive()) {
            NewItem.list(item, Index.G2, TableKeys.liveTickets(tenant), order);
        }
        return item;
    }

    private static AlertTicket read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, AlertTicket.class)
                .withVersion(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
