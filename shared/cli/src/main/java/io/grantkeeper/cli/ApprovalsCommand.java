package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.reports.ReportWording;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "approvals", description = "Lists access requests and their status, newest first.")
final class ApprovalsCommand extends StoresCommand {
    @Option(names = "--pending", description = "Only requests that are waiting for an answer.")
    private boolean pending;

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        Instant now = workspace().clock().instant();
        List<AccessApproval> found =
                StorePage.readAll(from -> stores.approvals().recent(config.tenant(), 100, from)).stream()
                        .filter(approval ->
                                !pending || approval.effectiveStateAt(now) == AccessApproval.EffectiveState.PENDING)
                        .toList();
        output().print(DecisionJson.mapper(), found, terminal -> print(terminal, found, now));
        return 0;
    }

    private static void print(TerminalOutput terminal, List<AccessApproval> found, Instant now) {
        TextTable table = new TextTable("request", "status", "requested action", "requested", "valid until", "ended")
                .withIdsIn(0)
                .orIfEmpty("No access requests.");
        found.forEach(approval -> table.row(
                approval.id(),
                approval.effectiveStateAt(now).code(),
                approval.sentence(),
                ReportWording.second(approval.requestedAt()),
                approval.validUntil().map(ReportWording::second).orElse(""),
                approval.endedAt(now).map(ReportWording::second).orElse("")));
        table.print(terminal);
    }
}
