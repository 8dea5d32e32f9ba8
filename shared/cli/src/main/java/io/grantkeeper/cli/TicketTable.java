package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.FindingListEntry;
import io.grantkeeper.reports.terminal.Terminal;
import io.grantkeeper.reports.terminal.TextTable;
import io.grantkeeper.targets.ticket.AlertTicket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tickets that other systems have for open findings. */
final class TicketTable {
    private static final int PAGE = 200;

    private final Map<String, List<AlertTicket>> byFinding = new HashMap<>();

    private TicketTable(List<AlertTicket> tickets) {
        tickets.forEach(ticket -> byFinding
                .computeIfAbsent(ticket.identity() + "#" + ticket.finding(), _ -> new ArrayList<>())
                .add(ticket));
    }

    static TicketTable read(TenantId tenant, LocalSuiteStores stores) {
        return new TicketTable(StorePage.readAll(from -> stores.tickets().live(tenant, PAGE, from)));
    }

    private List<AlertTicket> of(Finding finding) {
        return byFinding.getOrDefault(finding.identity() + "#" + finding.key(), List.of());
    }

    /** Returns a finding's JSON with its tickets. */
    ObjectNode json(FindingListEntry entry) {
        ObjectNode json = entry.json();
        ArrayNode tickets = json.putArray("tickets");
        for (AlertTicket ticket : of(entry.finding())) {
            ObjectNode one = tickets.addObject()
                    .put("system", ticket.product())
                    .put("target", ticket.target())
                    .put("status", ticket.status().code());
            ticket.reference().ifPresent(reference -> one.put("ticket", name(reference)));
            ticket.url().ifPresent(url -> one.put("url", url));
        }
        return json;
    }

    /** Prints the tickets of findings; nothing if there are none. */
    void print(Terminal terminal, List<FindingListEntry> findings) {
        TextTable table = new TextTable("finding", "ticket", "status", "page").withIdsIn(0);
        boolean any = false;
        for (FindingListEntry entry : findings) {
            for (AlertTicket ticket : of(entry.finding())) {
                any = true;
                table.row(
                        entry.id(),
                        ticket.reference()
                                .map(reference -> ticket.product() + " " + name(reference))
                                .orElse(ticket.product()),
                        ticket.status().code(),
                        ticket.url().orElse(""));
            }
        }
        if (any) {
            terminal.heading("Tickets");
            table.print(terminal);
        }
    }

    /** Returns the name that people know: a reference to ServiceNow also contains an internal id. */
    private static String name(String reference) {
        return reference.startsWith("gk-") ? "" : reference.split("/", 2)[0];
    }
}
