package io.grantkeeper.functions.console;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStatus;
import io.grantkeeper.targets.ticket.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that other systems have for findings. They are read at most once a minute. If there are very many
 * tickets, only the oldest are read, so a finding without a ticket here may still have one.
 */
final class FindingTickets {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int PAGE = 200;
    private static final int MOST = 5_000;

    private final TenantId tenant;
    private final TicketStore tickets;
    private final Clock clock;
    private volatile @Nullable Read last;

    private record Read(Instant at, Map<String, List<AlertTicket>> byFinding, Map<String, List<AlertTicket>> ended) {}

    FindingTickets(TenantId tenant, TicketStore tickets, Clock clock) {
        this.tenant = tenant;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Returns the tickets of a finding, each with its status in the other system. */
    List<AlertTicket> of(Finding finding) {
        return read().byFinding().getOrDefault(key(finding.identity(), finding.key()), List.of());
    }

    /**
     * Returns the tickets of an incident's findings in the order of the incident's timeline. Each ticket occurs once.
     * Includes tickets that were closed recently, because closing an incident ends its findings.
     */
    List<AlertTicket> of(Incident incident) {
        Read known = read();
        return incident.timeline().stream()
                .flatMap(entry -> entry.finding().map(finding -> key(entry.identity(), finding)).stream())
                .distinct()
                .flatMap(key -> Stream.concat(
                        known.byFinding().getOrDefault(key, List.of()).stream(),
                        known.ended().getOrDefault(key, List.of()).stream()))
                .toList();
    }

    /** Makes the next request read the tickets again, because an incident was closed. */
    void changed() {
        last = null;
    }

    private static String key(IdentityId identity, String finding) {
        return identity + "#" + finding;
    }

    private static void add(Map<String, List<AlertTicket>> tickets, AlertTicket ticket) {
        tickets.computeIfAbsent(key(ticket.identity(), ticket.finding()), _ -> new ArrayList<>())
                .add(ticket);
    }

    private synchronized Read read() {
        Instant now = clock.instant();
        Read known = last;
        if (known != null && known.at().plus(FRESH).isAfter(now)) {
            return known;
        }
        Map<String, List<AlertTicket>> byFinding = new HashMap<>();
        Optional<String> next = Optional.empty();
        int read = 0;
        do {
            StorePage<AlertTicket> page = tickets.live(tenant, PAGE, next);
            page.items().forEach(ticket -> add(byFinding, ticket));
            read += page.items().size();
            next = page.next();
        } while (next.isPresent() && read < MOST);
        Map<String, List<AlertTicket>> ended = new HashMap<>();
        tickets.recent(tenant, PAGE, Optional.empty()).items().stream()
                .filter(ticket -> ticket.status() == TicketStatus.CLOSED)
                .forEach(ticket -> add(ended, ticket));
        Read fresh = new Read(now, byFinding, ended);
        last = fresh;
        return fresh;
    }
}
