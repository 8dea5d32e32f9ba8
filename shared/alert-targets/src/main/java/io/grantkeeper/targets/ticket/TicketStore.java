package io.grantkeeper.targets.ticket;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import java.util.Optional;

/** Stores one ticket for each pair of finding and target. */
public interface TicketStore {
    Optional<AlertTicket> find(TenantId tenant, String id);

    /**
     * Stores a ticket unless one with the same id exists.
     *
     * @return whether the ticket was stored; if not, another worker stored one first
     */
    boolean open(TenantId tenant, AlertTicket ticket);

    /**
     * Replaces a ticket.
     *
     * @return the ticket with its new version
     * @throws ConcurrentWriteException if the ticket has changed since it was read
     */
    AlertTicket save(TenantId tenant, AlertTicket ticket);

    /** Returns the live tickets, oldest first. A ticket that was written only moments ago may be missing. */
    StorePage<AlertTicket> live(TenantId tenant, int limit, Optional<String> from);

    /** Returns all tickets, newest first. A ticket that was written only moments ago may be missing. */
    StorePage<AlertTicket> recent(TenantId tenant, int limit, Optional<String> from);
}
