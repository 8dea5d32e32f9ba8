package io.grantkeeper.reports;

import io.grantkeeper.detection.ApprovalDrift;
import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints approvals of record and the departures from them. */
public final class ApprovalReport {
    private ApprovalReport() {}

    /** Prints one line for each approval. */
    public static void list(TerminalOutput terminal, List<ApprovalOfRecord> approvals, Instant now) {
        TextTable table = new TextTable("subject", "state", "since", "until", "by", "scope", "source").withIdsIn(0);
        approvals.forEach(approval -> table.row(
                approval.subject().toString(),
                approval.stateAt(now).displayName(),
                day(approval.current().at()),
                approval.current().until().map(ApprovalReport::day).orElse(""),
                approval.current().by(),
                scope(approval),
                approval.current().source().code()));
        table.orIfEmpty("No approvals are recorded.").print(terminal);
    }

    private static String scope(ApprovalOfRecord approval) {
        if (!approval.current().state().permits()) {
            return "";
        }
        return approval.scope()
                .map(scope -> scope.abilities().isEmpty() ? "no access to data" : String.join("; ", scope.abilities()))
                .orElse("not recorded");
    }

    /** Prints an approval with its scope, conditions and history. */
    public static void print(TerminalOutput terminal, ApprovalOfRecord approval, InventoryReader names, Instant now) {
        terminal.heading(approval.subject().toString());
        ApprovalDecision decision = approval.current();
        TextTable facts = new TextTable("", "");
        facts.row("state", approval.stateAt(now).displayName());
        facts.row(
                "decided",
                "%s by %s (%s)"
                        .formatted(
                                day(decision.at()),
                                decision.by(),
                                decision.source().code()));
        if (decision.state().isDecision()) {
            facts.row("until", decision.until().map(ApprovalReport::day).orElse("someone withdraws it"));
        }
        facts.row("reason", decision.why());
        decision.ticket().ifPresent(ticket -> facts.row("ticket", ticket));
        decision.evidence().ifPresent(digest -> facts.row("digest of what was shown", digest));
        decision.batch().ifPresent(batch -> facts.row("triage", batch));
        facts.print(terminal);
        approval.scope()
                .ifPresentOrElse(
                        scope -> scope(terminal, scope, names),
                        () -> terminal.line(
                                decision.state().permits()
                                        ? "No scope is recorded, so its access is not compared with the decision."
                                        : ""));
        conditions(terminal, approval.conditions());
        if (!approval.earlier().isEmpty()) {
            terminal.line("");
            terminal.line(terminal.bold("Earlier decisions"));
            TextTable table = new TextTable("state", "at", "by", "source", "reason");
            approval.earlier()
                    .forEach(step -> table.row(
                            step.state().displayName(),
                            step.at().toString(),
                            step.by(),
                            step.source().code(),
                            step.why()));
            table.print(terminal);
        }
    }

    private static void scope(TerminalOutput terminal, ApprovedScope scope, InventoryReader names) {
        IdentityReport.list(terminal, "Approved to", scope.abilities());
        IdentityReport.list(
                terminal,
                "For the data of",
                scope.anyone()
                        ? List.of("anyone")
                        : scope.people().stream().map(names::name).sorted().toList());
        IdentityReport.list(
                terminal,
                "Approved permissions",
                scope.grants().stream()
                        .map(grant -> "%s, %s: %s"
                                .formatted(
                                        grant.provider(),
                                        grant.wholeTenant() ? "for everyone" : "for each person",
                                        String.join(" ", grant.scopes())))
                        .toList());
    }

    private static void conditions(TerminalOutput terminal, ApprovalConditions conditions) {
        List<String> lines = new ArrayList<>();
        if (!conditions.tools().isEmpty()) {
            lines.add("only with " + String.join(", ", conditions.tools()));
        }
        if (!conditions.networks().isEmpty()) {
            lines.add("only from " + String.join(", ", conditions.networks()));
        }
        conditions.hours().ifPresent(hours -> lines.add("only " + hours));
        IdentityReport.list(terminal, "Conditions", lines);
    }

    /**
     * Prints the approval state of an identity and, for each departure from the approval, what was approved and what is
     * current.
     */
    public static void status(TerminalOutput terminal, ApprovalStatus status) {
        terminal.line("");
        terminal.line(terminal.bold("Approval: " + status.state().displayName()));
        terminal.line("  " + status.basis());
        if (status.drift().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("drift", "approved", "now");
        for (ApprovalDrift drift : status.drift()) {
            rows(table, drift);
        }
        table.print(terminal);
    }

    private static void rows(TextTable table, ApprovalDrift drift) {
        int lines = Math.max(drift.approved().size(), drift.current().size());
        for (int line = 0; line < lines; line++) {
            table.row(line == 0 ? drift.kind().code() : "", at(drift.approved(), line), at(drift.current(), line));
        }
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    /** Prints the identities that a triage covers. */
    public static void triage(TerminalOutput terminal, List<IdentitySummary> selected) {
        TextTable table = new TextTable("risk", "identity", "name", "can").withIdsIn(1);
        selected.forEach(summary -> table.styledRow(
                text -> terminal.colored(summary.severity(), text),
                0,
                ReportWording.severity(summary.severity()),
                summary.id().toString(),
                summary.displayName().text(),
                String.join("; ", summary.reaches())));
        table.orIfEmpty("Nothing is left to decide.").print(terminal);
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }
}
