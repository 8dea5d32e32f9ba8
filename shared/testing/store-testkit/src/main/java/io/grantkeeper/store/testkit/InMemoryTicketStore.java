package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStore;
import java.util.Comparator;
import java.util.Optional;

/** A {@code TicketStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryTicketStore implements TicketStore {
    private static final Comparator<AlertTicket> OLDEST =
            Comparator.comparing(AlertTicket::openedAt).thenComparing(AlertTicket::id);

    private final VersionedRows<String, AlertTicket> tickets =
            new VersionedRows<>("ticket", AlertTicket::id, AlertTicket::version, AlertTicket::withVersion);

    @Override
    public synchronized Optional<AlertTicket> find(TenantId tenant, String id) {
        return tickets.find(tenant, id);
    }

    @Override
    public synchronized boolean open(TenantId tenant, AlertTicket ticket) {
        return tickets.open(tenant, ticket);
    }

    @Override
    public synchronized AlertTicket save(TenantId tenant, AlertTicket ticket) {
        return tickets.replace(tenant, ticket);
    }

    @Override
    public synchronized StorePage<AlertTicket> live(TenantId tenant, int limit, Optional<String> from) {
        return StorePages.slice(
                tickets.all(tenant, OLDEST).stream()
                        .filter(ticket -> ticket.status().isLive())
                        .toList(),
                limit,
                from);
    }

    @Override
    public synchronized StorePage<AlertTicket> recent(TenantId tenant, int limit, Optional<String> from) {
        return StorePages.slice(tickets.all(tenant, OLDEST.reversed()), limit, from);
    }
}
