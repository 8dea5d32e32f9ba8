package io.grantkeeper.reports;

import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Prints identities and findings as tables. */
public final class ReportTables {
    private static final int MAX_ARRIVALS = 12;

    private ReportTables() {}

    /** Prints the number of identities of each kind and risk. */
    public static void printCounts(TerminalOutput terminal, List<IdentitySummary> identities) {
        Map<String, Map<Severity, Integer>> counts = new TreeMap<>();
        for (IdentitySummary identity : identities) {
            counts.computeIfAbsent(ReportWording.kind(identity), _ -> new EnumMap<>(Severity.class))
                    .merge(identity.severity(), 1, Integer::sum);
        }
        TextTable table = new TextTable("kind", "critical", "high", "medium", "low", "unknown", "all")
                .orIfEmpty("No identities.");
        counts.forEach((kind, by) -> table.row(
                kind,
                count(by, Severity.CRITICAL),
                count(by, Severity.HIGH),
                count(by, Severity.MEDIUM),
                count(by, Severity.LOW),
                count(by, Severity.UNKNOWN),
                String.valueOf(by.values().stream().mapToInt(Integer::intValue).sum())));
        table.print(terminal);
    }

    private static String count(Map<Severity, Integer> by, Severity severity) {
        return by.containsKey(severity) ? String.valueOf(by.get(severity)) : "-";
    }

    /**
     * Prints a table of identities, with one line per identity.
     *
     * @param owner returns the name of an identity's owner
     */
    public static void identities(
            TerminalOutput terminal, List<IdentitySummary> identities, Function<IdentitySummary, String> owner) {
        TextTable table = new TextTable("risk", "name", "kind", "approval", "owner", "can", "id").withIdsIn(6);
        for (IdentitySummary identity : identities) {
            table.styledRow(
                    text -> terminal.colored(identity.severity(), text),
                    0,
                    ReportWording.severity(identity.severity()),
                    identity.displayName().text(),
                    ReportWording.kind(identity),
                    identity.approval().map(ReportTables::approval).orElse("-"),
                    owner.apply(identity),
                    String.join("; ", identity.reaches()),
                    identity.id().toString());
        }
        table.orIfEmpty("No identities.").print(terminal);
    }

    /**
     * Returns the state of an identity according to the approval of record, and whether the identity departs from the
     * approval.
     */
    private static String approval(ApprovalReview review) {
        String state = review.state().displayName();
        return review.drift().isEmpty() ? state : state + ", drifted";
    }

    /**
     * Prints a table of findings, with one line per finding.
     *
     * @param name returns the name of the identity that a finding is about
     */
    public static void findings(TerminalOutput terminal, List<Finding> findings, Function<Finding, String> name) {
        TextTable table = new TextTable("risk", "type", "identity", "finding");
        for (Finding finding : findings) {
            table.styledRow(
                    text -> terminal.colored(finding.severity(), text),
                    0,
                    ReportWording.severity(finding.severity()),
                    ReportWording.type(finding.type()),
                    name.apply(finding),
                    finding.headline());
        }
        table.orIfEmpty("No open findings.").print(terminal);
    }

    /**
     * Prints new identities and how long it took to detect each of them. The provider's delay and Grantkeeper's delay
     * are shown separately.
     */
    public static void arrivals(TerminalOutput terminal, List<NewIdentityReport> arrivals) {
        TextTable table = new TextTable("provider", "new identity", "detected after", "registered after that");
        arrivals.stream()
                .limit(MAX_ARRIVALS)
                .forEach(arrival -> table.row(
                        arrival.provider().value(),
                        arrival.name(),
                        ReportWording.span(arrival.inception().heardAfter()),
                        arrival.inception()
                                .registeredAfter()
                                .map(ReportWording::span)
                                .orElse("not recorded")));
        table.orIfEmpty("No new identities.").print(terminal);
    }
}
