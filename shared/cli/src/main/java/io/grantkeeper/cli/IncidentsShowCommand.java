package io.grantkeeper.cli;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.ReportWording;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows an incident: what happened when, across all providers.")
final class IncidentsShowCommand extends ServerCapableCommand {
    @Parameters(paramLabel = "ID", description = "The incident's id, as shown by 'grantkeeper incidents list'.")
    private String id = "";

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        Incident incident = stores.incidents()
                .find(config.tenant(), id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "incident '%s' not found; see 'grantkeeper incidents list'".formatted(id)));
        TicketTable tickets = TicketTable.withClosed(config.tenant(), stores);
        output().print(tickets.json(incident), terminal -> {
            print(terminal, incident);
            tickets.print(terminal, incident);
        });
        return 0;
    }

    private static void print(TerminalOutput terminal, Incident incident) {
        terminal.heading("%s: %s, %s"
                .formatted(
                        incident.id(),
                        incident.severity().name().toLowerCase(Locale.ROOT),
                        incident.stage().text()));
        incident.mergedInto().ifPresent(other -> terminal.line("Its entries are now part of " + other + "."));
        for (IncidentEntry entry : incident.timeline()) {
            terminal.line("%s  %-8s  %s%s"
                    .formatted(
                            ReportWording.second(entry.at()),
                            entry.severity().name().toLowerCase(Locale.ROOT),
                            entry.type(),
                            entry.technique().isEmpty() ? "" : " (%s)".formatted(entry.technique())));
            terminal.line("    " + entry.identity());
            terminal.line("    " + entry.sentence());
            entry.answer()
                    .ifPresent(answer -> terminal.line("    The owner answered on %s: %s."
                            .formatted(
                                    ReportWording.second(answer.at()),
                                    answer.expected() ? "expected" : "not expected")));
        }
        if (incident.omitted() > 0) {
            terminal.line("Further entries: %d.".formatted(incident.omitted()));
        }
        incident.closure()
                .ifPresentOrElse(
                        closure -> terminal.line("Closed as %s by %s on %s: %s"
                                .formatted(
                                        closure.verdict().code(),
                                        closure.by(),
                                        ReportWording.second(closure.at()),
                                        closure.because())),
                        () -> {
                            terminal.line("To contain it, revoke the access of an identity; --dry-run only previews:");
                            incident.identities()
                                    .forEach(identity ->
                                            terminal.line("  grantkeeper revoke %s --dry-run".formatted(identity)));
                        });
    }
}
