package io.grantkeeper.targets.ticket;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Instant;
import java.util.Optional;

/**
 * Records each new status of a ticket in the ledger before the wrapped store changes it. Claims are not recorded,
 * because they say nothing about the target. The id of an entry contains the cause of the status, so that a repeated
 * attempt adds no second entry.
 */
public final class RecordedTicketStore implements TicketStore {
    private final TicketStore tickets;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public RecordedTicketStore(TicketStore tickets, PendingEntryStore entries, SaltStore saltStore) {
        this.tickets = tickets;
        this.entries = entries;
        this.saltStore = saltStore;
    }

    @Override
    public Optional<AlertTicket> find(TenantId tenant, String id) {
        return tickets.find(tenant, id);
    }

    @Override
    public boolean open(TenantId tenant, AlertTicket ticket) {
        return tickets.open(tenant, ticket);
    }

    @Override
    public AlertTicket save(TenantId tenant, AlertTicket ticket) {
        if (ticket.status() != TicketStatus.OPENING) {
            IdentityId identity = ticket.identity();
            Pseudonyms names = new Pseudonyms(saltStore);
            entries.add(
                    tenant,
                    LedgerEntry.of(
                                    "ticket.changed/%s/%s/%s"
                                            .formatted(
                                                    ticket.key(),
                                                    ticket.status().code(),
                                                    ticket.eventAt()
                                                            .map(Instant::toString)
                                                            .orElse("")),
                                    tenant,
                                    ticket.changedAt(),
                                    new LedgerEvent.TicketChanged(
                                            ticket.key(),
                                            ticket.target(),
                                            names.of(tenant, identity, ticket.finding()),
                                            ticket.status().code()),
                                    EntryActor.function("alert-owner"))
                            .withIdentity(identity));
        }
        return tickets.save(tenant, ticket);
    }

    @Override
    public StorePage<AlertTicket> live(TenantId tenant, int limit, Optional<String> from) {
        return tickets.live(tenant, limit, from);
    }

    @Override
    public StorePage<AlertTicket> recent(TenantId tenant, int limit, Optional<String> from) {
        return tickets.recent(tenant, limit, from);
    }
}
