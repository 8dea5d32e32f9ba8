package io.grantkeeper.local.report;

import io.grantkeeper.detection.Agent;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Products wherever they are seen, as tables. */
public final class AgentReport {
    private AgentReport() {}

    /** One line a product. */
    public static void table(Terminal terminal, List<Agent> agents) {
        TextTable table = new TextTable("risk", "name", "AI", "seen as", "can in sum", "id");
        for (Agent agent : agents) {
            table.styledRow(
                    text -> terminal.coloured(agent.severity(), text),
                    0,
                    Words.severity(agent.severity()),
                    agent.name(),
                    agent.ai().name().toLowerCase(Locale.ROOT),
                    seenAs(agent),
                    inSum(agent),
                    agent.id());
        }
        Tables.print(terminal, table, "No identities.");
    }

    private static String seenAs(Agent agent) {
        return agent.aliases().stream()
                .collect(Collectors.groupingBy(
                        alias -> alias.id().connection(), java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry ->
                        entry.getValue() == 1 ? entry.getKey().toString() : entry.getKey() + " ×" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String inSum(Agent agent) {
        return agent.reaches().size() == 1
                ? String.join("; ", agent.reaches().firstEntry().getValue())
                : agent.reaches().entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> entry.getKey() + ": " + String.join("; ", entry.getValue()))
                        .collect(Collectors.joining(". "));
    }

    /** One product with all its aliases. */
    public static void print(Terminal terminal, Agent agent, Inventory names) {
        terminal.heading(agent.name());
        TextTable facts = new TextTable("", "");
        facts.row("product", agent.id());
        facts.row("risk", Words.severity(agent.severity()));
        facts.row("AI", agent.ai() == AiVerdict.YES ? "yes" : agent.ai().name().toLowerCase(Locale.ROOT));
        facts.row("last used", Words.moment(agent.lastUsed()));
        facts.print(terminal);
        agent.reaches().forEach((provider, words) -> Dossiers.list(terminal, "In " + provider + " it can", words));
        terminal.line("");
        terminal.line(terminal.bold("Aliases (" + agent.aliases().size() + ")"));
        TextTable table = new TextTable("risk", "id", "name", "kind", "owner", "last used");
        for (IdentitySummary alias : agent.aliases()) {
            table.styledRow(
                    text -> terminal.coloured(alias.severity(), text),
                    0,
                    Words.severity(alias.severity()),
                    alias.id().toString(),
                    alias.displayName(),
                    Words.kind(alias),
                    names.owner(alias),
                    Words.moment(alias.lastUsed()));
        }
        table.print(terminal);
    }
}
