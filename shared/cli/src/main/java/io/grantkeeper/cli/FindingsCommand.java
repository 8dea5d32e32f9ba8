package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.FindingListEntry;
import io.grantkeeper.reports.FindingListReport;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "findings", description = "Lists open findings, most severe first.")
final class FindingsCommand extends ServerCapableCommand {
    @Mixin
    private FindingFilter filter = new FindingFilter();

    @Option(names = "--csv", description = "Print CSV with one line per finding.")
    private boolean csv;

    @Option(names = "--sarif", description = "Print SARIF 2.1.0, for tools that collect security findings.")
    private boolean sarif;

    @Override
    void checkOptions() {
        if (Stream.of(csv, sarif, output().isJson()).filter(chosen -> chosen).count() > 1) {
            throw new IllegalArgumentException("use only one of --json, --csv and --sarif");
        }
    }

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        List<FindingListEntry> findings = new InventoryReader(config.tenant(), stores.access(), stores.findings())
                .listedFindings().stream().filter(filter.of(config)).toList();
        if (csv || sarif) {
            TerminalOutput document = TerminalOutput.documents();
            if (csv) {
                document.block(FindingListReport.csv(findings).stripTrailing());
            } else {
                document.json(FindingListReport.sarif(findings, GrantkeeperCommand.VERSION));
            }
            document.flush();
            return 0;
        }
        TicketTable tickets = TicketTable.read(config.tenant(), stores);
        output().print(findings.stream().map(tickets::json).toList(), terminal -> {
            FindingListReport.print(terminal, findings, workspace().clock().instant());
            tickets.print(terminal, findings);
        });
        return 0;
    }
}
