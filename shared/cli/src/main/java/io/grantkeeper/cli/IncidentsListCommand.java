package io.grantkeeper.cli;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.ReportWording;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists incidents, newest first.")
final class IncidentsListCommand extends ServerCapableCommand {
    private static final int PAGE = 100;

    @Option(names = "--open", description = "Only incidents that are open.")
    private boolean open;

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        List<Incident> found =
                StorePage.readAll(from -> stores.incidents().recent(config.tenant(), PAGE, from)).stream()
                        .filter(incident -> incident.mergedInto().isEmpty())
                        .filter(incident -> !open || incident.isOpen())
                        .toList();
        output().print(found, terminal -> print(terminal, found));
        return 0;
    }

    private static void print(TerminalOutput terminal, List<Incident> found) {
        TextTable table = new TextTable("incident", "severity", "status", "stage", "opened", "entries", "identities")
                .withIdsIn(0)
                .orIfEmpty("No incidents.");
        found.forEach(incident -> table.row(
                incident.id(),
                incident.severity().name().toLowerCase(Locale.ROOT),
                incident.closure()
                        .map(closure -> "closed as " + closure.verdict().code())
                        .orElse("open"),
                incident.stage().text(),
                ReportWording.second(incident.openedAt()),
                Integer.toString(incident.timeline().size() + incident.omitted()),
                Integer.toString(incident.identities().size())));
        table.print(terminal);
    }
}
