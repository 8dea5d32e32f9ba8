package io.grantkeeper.reports;

import io.grantkeeper.evidence.output.CsvWriter;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints open findings as a table, as CSV or as SARIF. */
public final class FindingListReport {
    private static final int MOST_NAMES = 3;

    private FindingListReport() {}

    /**
     * Prints a table of findings. Findings with the same subject, or with the same text, share one line, which shows
     * the most severe of them, the number of findings, and the names of up to two other identities. CSV, SARIF and JSON
     * list each finding; JSON states its subject.
     */
    public static void print(TerminalOutput terminal, List<FindingListEntry> findings, Instant now) {
        TextTable table = new TextTable(
                        "id", "risk", "type", "provider", "product", "identity", "owner", "age", "count", "finding")
                .withIdsIn(0)
                .orIfEmpty("No open findings.");
        for (List<FindingListEntry> group : grouped(findings)) {
            FindingListEntry first = group.getFirst();
            table.styledRow(
                    text -> terminal.colored(first.finding().severity(), text),
                    1,
                    first.id(),
                    ReportWording.severity(first.finding().severity()),
                    ReportWording.type(first.finding().type()),
                    first.provider().map(ProviderId::value).orElse("unknown"),
                    first.product().orElse(""),
                    names(group),
                    first.owner().orElse(""),
                    first.age(now),
                    String.valueOf(group.size()),
                    statement(group));
        }
        table.print(terminal);
    }

    /** Prints one finding with its reasons. */
    public static void one(TerminalOutput terminal, FindingListEntry entry, InventoryReader names, Instant now) {
        Finding finding = entry.finding();
        terminal.heading("%s %s".formatted(entry.name(), finding.headline()));
        TextTable facts = new TextTable("", "").withIdsIn(1);
        facts.row("id", entry.id());
        facts.row("risk", ReportWording.severity(finding.severity()));
        facts.row("type", ReportWording.type(finding.type()));
        facts.row("identity", finding.identity().toString());
        facts.row("provider", entry.provider().map(ProviderId::value).orElse("unknown"));
        entry.product().ifPresent(product -> facts.row("product", product));
        facts.row("owner", entry.owner().orElse("none"));
        facts.row("found", "%s, %s ago".formatted(ReportWording.second(finding.foundAt()), entry.age(now)));
        finding.cause().toOptional().ifPresent(person -> facts.row("caused by", names.name(person)));
        facts.print(terminal);
        IdentityReport.list(terminal, "Before", finding.before());
        IdentityReport.list(terminal, "Now", finding.after());
        IdentityReport.list(terminal, "Why it matters", finding.reasonsForTeam());
        terminal.line("");
        terminal.line(finding.advice());
    }

    private static List<List<FindingListEntry>> grouped(List<FindingListEntry> findings) {
        List<List<FindingListEntry>> groups = new ArrayList<>();
        for (FindingListEntry one : findings) {
            groups.stream()
                    .filter(group -> group.getFirst().isListedWith(one))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(one), () -> groups.add(new ArrayList<>(List.of(one))));
        }
        return groups;
    }

    /**
     * Returns the headline of the first finding. If the headlines in the group differ, adds the name of the first
     * finding's identity and the number of other findings.
     */
    private static String statement(List<FindingListEntry> group) {
        FindingListEntry first = group.getFirst();
        String headline = first.finding().headline();
        return group.stream().allMatch(one -> one.finding().headline().equals(headline))
                ? headline
                : "%s %s; and %d more".formatted(first.name(), headline, group.size() - 1);
    }

    private static String names(List<FindingListEntry> group) {
        List<String> names =
                group.stream().map(FindingListEntry::name).distinct().toList();
        String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() <= MOST_NAMES ? shown : "%s and %d more".formatted(shown, names.size() - MOST_NAMES);
    }

    /** Returns the findings as CSV (RFC 4180), with one line per finding. */
    public static String csv(List<FindingListEntry> findings) {
        return CsvWriter.table(
                FindingListEntry.HEADER,
                findings.stream().map(FindingListEntry::cells).toList());
    }

    /**
     * Returns the findings as SARIF 2.1.0 (OASIS). Locations are logical, because a finding is about an identity, not a
     * file. The fingerprint is the short id, which stays the same in later exports.
     *
     * @param version Grantkeeper's version
     */
    public static String sarif(List<FindingListEntry> findings, String version) {
        ObjectNode log = ModelJson.mapper().createObjectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Grantkeeper");
        driver.put("version", version);
        ArrayNode rules = driver.putArray("rules");
        for (FindingType type : FindingType.values()) {
            ObjectNode rule = rules.addObject();
            rule.put("id", FindingListEntry.code(type));
            rule.put("name", FindingListEntry.code(type));
            rule.putObject("shortDescription").put("text", ReportWording.type(type));
        }
        ArrayNode results = run.putArray("results");
        findings.forEach(one -> result(results.addObject(), one));
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(log);
    }

    private static void result(ObjectNode result, FindingListEntry one) {
        String identity = one.finding().identity().toString();
        result.put("ruleId", FindingListEntry.code(one.finding().type()));
        result.put("level", level(one.finding().severity()));
        result.putObject("message").put("text", one.name() + " " + one.finding().headline());
        ObjectNode location = result.putArray("locations")
                .addObject()
                .putArray("logicalLocations")
                .addObject();
        location.put("name", one.name());
        location.put("fullyQualifiedName", identity);
        location.put("kind", "resource");
        result.putObject("partialFingerprints").put("grantkeeper/v1", one.id());
        ObjectNode properties = result.putObject("properties");
        properties.put("severity", ReportWording.severity(one.finding().severity()));
        properties.put("connection", one.finding().identity().connection().value());
        one.provider().ifPresent(provider -> properties.put("provider", provider.value()));
        one.product().ifPresent(product -> properties.put("product", product));
        one.owner().ifPresent(owner -> properties.put("owner", owner));
        properties.put("foundAt", ReportWording.second(one.finding().foundAt()));
        properties.put("advice", one.finding().advice());
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM, UNKNOWN -> "warning"; // unknown does not mean low
            case LOW -> "note";
        };
    }
}
