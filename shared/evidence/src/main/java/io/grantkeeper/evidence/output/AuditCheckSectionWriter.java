package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.history.PopulationItem;
import io.grantkeeper.evidence.report.AuditCheckBasis;
import io.grantkeeper.identity.text.HtmlWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a section for each check: the entries that it is based on, every exception, and the sample. */
final class AuditCheckSectionWriter {
    /** The maximum number of exceptions to show per check. The CSV tables contain all of them. */
    private static final int MAX_ROWS = 150;
    /**
     * The maximum number of sampled entries to show, which is the largest size of a drawn sample. A larger list is not
     * a drawn sample; it consists of all entries that the report names.
     */
    private static final int MAX_SHOWN = 60;
    /** Orders exceptions by urgency, open ones first. Exceptions in the same state stay in the order of the ledger. */
    private static final Comparator<AuditException> OPEN_FIRST =
            Comparator.comparing((AuditException exception) -> switch (exception.state()) {
                case OPEN -> 0;
                case ACCEPTED -> 1;
                case ENDED -> 2;
            });

    private final EvidencePageParts parts;
    private final HtmlWriter page;

    AuditCheckSectionWriter(EvidencePageParts parts) {
        this.parts = parts;
        this.page = parts.page();
    }

    void write() {
        page.element("h2 class=\"page\" id=\"checks\"", "Checks and exceptions").raw("\n");
        parts.paragraph(
                "small",
                "Exceptions are not sampled: all are counted, and open ones are listed first. A sample consists of the items with the smallest"
                        + " SHA-256 hash of the seed “%s/…” and the item. A population of up to 25 is examined in full. The sample size is 25 for up to 250 items, 40 for up to"
                                .formatted(parts.report().seed())
                        + " 2,500, and 60 for larger populations. Anyone who has the entries can draw the same sample again.");
        checks().forEach(this::check);
    }

    private Collection<AuditCheckResult> checks() {
        Map<String, AuditCheckResult> checks = new LinkedHashMap<>();
        parts.report()
                .controls()
                .forEach(control -> control.checks()
                        .forEach(check -> checks.putIfAbsent(check.check().code(), check)));
        return checks.values();
    }

    private void check(AuditCheckResult check) {
        page.open("section class=\"check\"").raw("\n");
        parts.heading(3, "check-" + check.check().code(), check.check().statement());
        String ran = check.ran().entrySet().stream()
                .map(each -> "%s %s".formatted(EvidencePageParts.number(each.getValue()), words(each.getKey())))
                .collect(Collectors.joining(", "));
        parts.paragraph(
                "ran",
                "%s. Entries in the period: %s. Population %s, sample %s."
                        .formatted(
                                check.check().capability().title(),
                                ran.isEmpty() ? "none of the kinds that this check uses" : ran,
                                EvidencePageParts.number(check.sample().population()),
                                EvidencePageParts.number(check.sample().drawn().size())));
        parts.paragraph("small basis", AuditCheckBasis.of(check, parts.report()).sentence());
        exceptions(check);
        sample(check);
        page.close("section").raw("\n");
    }

    /** Returns an entry's kind in words: "alert sent". */
    private static String words(String kind) {
        return kind.replace('.', ' ').replace('-', ' ');
    }

    private void exceptions(AuditCheckResult check) {
        if (check.deviations().isEmpty()) {
            parts.paragraph(
                    "none",
                    check.sample().population() == 0
                            ? "Nothing to check: the period contains nothing that this check applies to."
                            : "No exceptions.");
            return;
        }
        parts.table(List.of("Exception", "What", "State", "Entry#", "When (UTC)"));
        check.deviations().stream().sorted(OPEN_FIRST).limit(MAX_ROWS).forEach(this::exception);
        parts.endTable();
        if (check.deviations().size() > MAX_ROWS) {
            parts.paragraph(
                    "small",
                    "%s more are in exceptions.csv and in the OSCAL file."
                            .formatted(
                                    EvidencePageParts.number(check.deviations().size() - MAX_ROWS)));
        }
    }

    private void exception(AuditException exception) {
        page.raw("<tr><td class=\"subject\">");
        parts.breakable(parts.report().label(exception.subject()));
        page.raw("</td><td>");
        parts.breakable(exception.what());
        page.raw("</td><td>")
                .element(
                        "b class=\"state-%s\"".formatted(exception.state().words()),
                        exception.state().words());
        exception.ended().ifPresent(ended -> {
            page.text(" ")
                    .element("span class=\"when\"", EvidencePageParts.time(ended.at()))
                    .text(" ");
            entry(ended);
        });
        exception.acceptance().ifPresent(acceptance -> {
            page.emptyElement("br");
            parts.breakable(acceptance.by());
            page.text(" ");
            entry(acceptance.told());
        });
        page.raw("</td><td class=\"n\">");
        parts.entry(exception.told());
        page.close("td")
                .element(
                        "td class=\"when\"",
                        EvidencePageParts.time(exception.told().at()))
                .raw("</tr>\n");
    }

    /** Writes an entry's number in parentheses, in a form that browsers do not break across lines. */
    private void entry(LedgerPosition told) {
        page.open("span class=\"when\"").text("(entry ");
        parts.entry(told);
        page.text(")").close("span");
    }

    private void sample(AuditCheckResult check) {
        List<PopulationItem> drawn = check.sample().drawn();
        if (drawn.isEmpty()) {
            return;
        }
        if (drawn.size() > MAX_SHOWN) {
            parts.paragraph(
                    "small", "The sample consists of all entries that this report names; samples.csv lists them.");
            return;
        }
        page.open("p class=\"small\"").text("Sample, by entry: ");
        for (int i = 0; i < drawn.size(); i++) {
            page.text(i == 0 ? "" : " · ");
            parts.entry(drawn.get(i).told());
        }
        page.close("p").raw("\n");
    }
}
