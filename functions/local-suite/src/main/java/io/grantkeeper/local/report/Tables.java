package io.grantkeeper.local.report;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Lists as tables. */
public final class Tables {
    private static final int MOST_ARRIVALS = 12;

    private Tables() {}

    /** How many identities there are of each kind and risk. */
    public static void counts(Terminal terminal, List<IdentitySummary> identities) {
        Map<String, Map<Severity, Integer>> counts = new TreeMap<>();
        for (IdentitySummary identity : identities) {
            counts.computeIfAbsent(Words.kind(identity), _ -> new EnumMap<>(Severity.class))
                    .merge(identity.severity(), 1, Integer::sum);
        }
        TextTable table = new TextTable("kind", "critical", "high", "medium", "low", "unknown", "all");
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

    /** One line an identity. */
    public static void identities(
            Terminal terminal, List<IdentitySummary> identities, Function<IdentitySummary, String> owner) {
        TextTable table = new TextTable("risk", "name", "kind", "owner", "can", "id");
        for (IdentitySummary identity : identities) {
            table.styledRow(
                    text -> terminal.coloured(identity.severity(), text),
                    0,
                    Words.severity(identity.severity()),
                    identity.displayName(),
                    Words.kind(identity),
                    owner.apply(identity),
                    String.join("; ", identity.reaches()),
                    identity.id().toString());
        }
        print(terminal, table, "No identities.");
    }

    /** One line a finding. */
    public static void findings(Terminal terminal, List<Finding> findings, Function<Finding, String> name) {
        TextTable table = new TextTable("risk", "what", "identity", "finding");
        for (Finding finding : findings) {
            table.styledRow(
                    text -> terminal.coloured(finding.severity(), text),
                    0,
                    Words.severity(finding.severity()),
                    Words.type(finding.type()),
                    name.apply(finding),
                    finding.headline());
        }
        print(terminal, table, "No open findings.");
    }

    /** Who came in, with the provider's delay and ours apart. */
    public static void arrivals(Terminal terminal, List<Arrival> arrivals) {
        TextTable table = new TextTable("provider", "who came in", "heard of after", "registered after that");
        arrivals.stream()
                .limit(MOST_ARRIVALS)
                .forEach(arrival -> table.row(
                        arrival.provider().value(),
                        arrival.name(),
                        Words.span(arrival.inception().heardAfter()),
                        arrival.inception().registeredAfter().map(Words::span).orElse("not noted")));
        print(terminal, table, "Nobody came in.");
    }

    static void print(Terminal terminal, TextTable table, String whenEmpty) {
        if (table.isEmpty()) {
            terminal.line(whenEmpty);
        } else {
            table.print(terminal);
        }
    }
}
