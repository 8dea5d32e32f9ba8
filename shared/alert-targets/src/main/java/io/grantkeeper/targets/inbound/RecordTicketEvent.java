package io.grantkeeper.targets.inbound;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketIds;
import io.grantkeeper.targets.ticket.TicketStatus;
import io.grantkeeper.targets.ticket.TicketStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Records what a person did with a ticket in a target. It changes only the ticket: it neither closes nor accepts the
 * finding, and the owner's question remains open.
 */
public final class RecordTicketEvent {
    private static final int RACES = 5;

    private final TicketStore tickets;
    private final Clock clock;

    public RecordTicketEvent(TicketStore tickets, Clock clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    /** The result of recording an event. */
    public enum Result {
        RECORDED,
        /** The ticket already has this status, the ticket has ended, or a later event is known. */
        NOTHING_NEW,
        /** The target has no such ticket. */
        UNKNOWN
    }

    /**
     * Records an event.
     *
     * @param target the id of the target whose key signed the event; an event can change only tickets in this target
     */
    public Result record(TenantId tenant, String target, TicketEvent event) {
        for (int race = 0; ; race++) {
            try {
                return tryRecord(tenant, target, event);
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    private Result tryRecord(TenantId tenant, String target, TicketEvent event) {
        Optional<TicketIds.Key> key = TicketIds.Key.parse(event.key());
        Optional<AlertTicket> found = key.flatMap(known -> tickets.find(tenant, known.id()))
                .filter(ticket -> ticket.target().equals(target)
                        && ticket.round() == key.get().round());
        if (found.isEmpty()) {
            return Result.UNKNOWN;
        }
        AlertTicket ticket = found.get();
        TicketStatus status = status(event.what());
        boolean late =
                ticket.eventAt().filter(known -> !event.at().isAfter(known)).isPresent();
        if (late || !ticket.status().isLive() || ticket.status() == status) {
            return Result.NOTHING_NEW;
        }
        Instant now = clock.instant();
        var _ = tickets.save(tenant, ticket.withEvent(status, event.at(), now));
        return Result.RECORDED;
    }

    private static TicketStatus status(TicketEvent.What what) {
        return switch (what) {
            case REOPENED -> TicketStatus.OPEN;
            case ACKNOWLEDGED -> TicketStatus.ACKNOWLEDGED;
            case CLOSED -> TicketStatus.HANDLED;
        };
    }
}
