package io.grantkeeper.reports;

import io.grantkeeper.detection.InventoryProduct;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints products and the identities that belong to them at all providers. */
public final class ProductReport {
    private ProductReport() {}

    /** Prints a table of products, with one line per product. */
    public static void table(TerminalOutput terminal, List<InventoryProduct> agents) {
        TextTable table = new TextTable("risk", "name", "AI", "seen as", "can do", "id").withIdsIn(5);
        for (InventoryProduct agent : agents) {
            table.styledRow(
                    text -> terminal.colored(agent.severity(), text),
                    0,
                    ReportWording.severity(agent.severity()),
                    agent.name(),
                    agent.ai().name().toLowerCase(Locale.ROOT),
                    seenAs(agent),
                    capabilities(agent),
                    agent.id());
        }
        table.orIfEmpty("No products.").print(terminal);
    }

    private static String seenAs(InventoryProduct agent) {
        return agent.aliases().stream()
                .collect(Collectors.groupingBy(
                        alias -> alias.id().connection(), java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry ->
                        entry.getValue() == 1 ? entry.getKey().toString() : entry.getKey() + " ×" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String capabilities(InventoryProduct agent) {
        return agent.reaches().size() == 1
                ? String.join("; ", agent.reaches().firstEntry().getValue())
                : agent.reaches().entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> entry.getKey() + ": " + String.join("; ", entry.getValue()))
                        .collect(Collectors.joining(". "));
    }

    /** Prints one product with all its identities. */
    public static void print(TerminalOutput terminal, InventoryProduct agent, InventoryReader names) {
        terminal.heading(agent.name());
        TextTable facts = new TextTable("", "").withIdsIn(1);
        facts.row("product", agent.id());
        facts.row("risk", ReportWording.severity(agent.severity()));
        facts.row("AI", agent.ai() == AiVerdict.YES ? "yes" : agent.ai().name().toLowerCase(Locale.ROOT));
        facts.row("last used", ReportWording.moment(agent.lastUsed()));
        facts.print(terminal);
        agent.reaches()
                .forEach((provider, words) -> IdentityReport.list(terminal, "In " + provider + " it can", words));
        terminal.line("");
        terminal.line(terminal.bold("Aliases (" + agent.aliases().size() + ")"));
        TextTable table = new TextTable("risk", "id", "name", "kind", "owner", "last used").withIdsIn(1);
        for (IdentitySummary alias : agent.aliases()) {
            table.styledRow(
                    text -> terminal.colored(alias.severity(), text),
                    0,
                    ReportWording.severity(alias.severity()),
                    alias.id().toString(),
                    alias.displayName().text(),
                    ReportWording.kind(alias),
                    names.owner(alias),
                    ReportWording.moment(alias.lastUsed()));
        }
        table.print(terminal);
    }
}
