package io.grantkeeper.cli;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.FindingListEntry;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import io.grantkeeper.targets.ticket.AlertTicket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tickets that other systems have for findings. */
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

    /** Returns the tickets of incidents: all live tickets, and those that were closed recently. */
    static TicketTable withClosed(TenantId tenant, LocalSuiteStores stores) {
        List<AlertTicket> tickets =
                new ArrayList<>(StorePage.readAll(from -> stores.tickets().live(tenant, PAGE, from)));
        stores.tickets().recent(tenant, PAGE, Optional.empty()).items().stream()
                .filter(ticket -> !ticket.status().isLive())
                .forEach(tickets::add);
        return new TicketTable(tickets);
    }

    private List<AlertTicket> of(Finding finding) {
        return byFinding.getOrDefault(finding.identity() + "#" + finding.key(), List.of());
    }

    private static void add(ArrayNode tickets, AlertTicket ticket) {
        ObjectNode one = tickets.addObject()
                .put("system", ticket.product())
                .put("target", ticket.target())
                .put("status", ticket.status().code());
        ticket.name().ifPresent(name -> one.put("ticket", name));
        ticket.url().ifPresent(url -> one.put("url", url));
    }

    /** Returns a finding's JSON with its tickets. */
    ObjectNode json(FindingListEntry entry) {
        ObjectNode json = entry.json();
        ArrayNode tickets = json.putArray("tickets");
        of(entry.finding()).forEach(ticket -> add(tickets, ticket));
        return json;
    }

    /** Returns an incident's JSON with the tickets of its findings. */
    ObjectNode json(Incident incident) {
        ObjectNode json = ModelJson.mapper().valueToTree(incident);
        ArrayNode tickets = json.putArray("tickets");
        of(incident).forEach(ticket -> add(tickets, ticket));
        return json;
    }

    /** Prints the tickets of findings; nothing if there are none. */
    void print(TerminalOutput terminal, List<FindingListEntry> findings) {
        TextTable table = table("finding");
        findings.forEach(entry -> of(entry.finding()).forEach(ticket -> row(table, entry.id(), ticket)));
        print(
                terminal,
                table,
                findings.stream().anyMatch(entry -> !of(entry.finding()).isEmpty()));
    }

    /** Prints the tickets of an incident; nothing if there are none. */
    void print(TerminalOutput terminal, Incident incident) {
        List<AlertTicket> tickets = of(incident);
        TextTable table = table("identity");
        tickets.forEach(ticket -> row(table, ticket.identity().toString(), ticket));
        print(terminal, table, !tickets.isEmpty());
    }

    private List<AlertTicket> of(Incident incident) {
        return incident.timeline().stream()
                .flatMap(entry -> entry.finding().map(key -> entry.identity() + "#" + key).stream())
                .distinct()
                .flatMap(finding -> byFinding.getOrDefault(finding, List.of()).stream())
                .toList();
    }

    private static TextTable table(String about) {
        return new TextTable(about, "ticket", "status", "page").withIdsIn(0);
    }

    private static void row(TextTable table, String about, AlertTicket ticket) {
        table.row(
                about,
                ticket.name().map(name -> ticket.product() + " " + name).orElse(ticket.product()),
                ticket.status().code(),
                ticket.url().orElse(""));
    }

    private static void print(TerminalOutput terminal, TextTable table, boolean any) {
        if (any) {
            terminal.heading("Tickets");
            table.print(terminal);
        }
    }
}
