package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.history.Item;
import io.grantkeeper.evidence.history.Told;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A section for each check: what ran, every exception, and the sample. */
final class CheckSections {
    /** Further exceptions stand in the tables alone. */
    private static final int MOST_ROWS = 150;
    /** As many as a sample has; more are all entries of the report. */
    private static final int MOST_SHOWN = 60;
    /** What somebody has to act on first; within a state in the order of the ledger. */
    private static final Comparator<Deviation> OPEN_FIRST =
            Comparator.comparing((Deviation deviation) -> switch (deviation.state()) {
                case OPEN -> 0;
                case ACCEPTED -> 1;
                case ENDED -> 2;
            });

    private final PageParts parts;
    private final Markup page;

    CheckSections(PageParts parts) {
        this.parts = parts;
        this.page = parts.page();
    }

    void write() {
        page.raw("<h2 class=\"page\" id=\"checks\">Checks and exceptions</h2>\n");
        page.paragraph(
                "small",
                "Exceptions are not sampled: every one counts, those that are open first. Samples are drawn by the smallest"
                        + " SHA-256 over the seed “%s/…” and each item: all of up to 25, 25 of up to 250, 40 of up to"
                                .formatted(parts.report().seed())
                        + " 2,500, 60 of more. Whoever has the entries can draw them again.");
        checks().forEach(this::check);
    }

    private Collection<CheckResult> checks() {
        Map<String, CheckResult> checks = new LinkedHashMap<>();
        parts.report()
                .controls()
                .forEach(control -> control.checks()
                        .forEach(check -> checks.putIfAbsent(check.check().code(), check)));
        return checks.values();
    }

    private void check(CheckResult check) {
        page.raw("<section class=\"check\">\n")
                .heading(3, "check-" + check.check().code(), check.check().question());
        String ran = check.ran().entrySet().stream()
                .map(each -> "%s %s".formatted(PageParts.number(each.getValue()), words(each.getKey())))
                .collect(Collectors.joining(", "));
        page.paragraph(
                "ran",
                "%s. Entries of the period: %s. Population %s, sample %s."
                        .formatted(
                                check.check().capability().title(),
                                ran.isEmpty() ? "none of these kinds" : ran,
                                PageParts.number(check.sample().population()),
                                PageParts.number(check.sample().drawn().size())));
        exceptions(check);
        sample(check);
        page.raw("</section>\n");
    }

    /** An entry's kind as words: "alert sent". */
    private static String words(String kind) {
        return kind.replace('.', ' ').replace('-', ' ');
    }

    private void exceptions(CheckResult check) {
        if (check.deviations().isEmpty()) {
            page.paragraph(
                    "none",
                    check.sample().population() == 0
                            ? "Nothing to check: the period has nothing that this concerns."
                            : "No exceptions.");
            return;
        }
        page.table(List.of("Exception", "What", "State", "Entry#", "When (UTC)"));
        check.deviations().stream().sorted(OPEN_FIRST).limit(MOST_ROWS).forEach(this::exception);
        page.endTable();
        if (check.deviations().size() > MOST_ROWS) {
            page.paragraph(
                    "small",
                    "%s more stand in exceptions.csv and in the OSCAL file."
                            .formatted(PageParts.number(check.deviations().size() - MOST_ROWS)));
        }
    }

    private void exception(Deviation deviation) {
        page.raw("<tr><td class=\"subject\">")
                .breakable(deviation.subject())
                .raw("</td><td>")
                .breakable(deviation.what());
        page.raw("</td><td><b class=\"state-%s\">".formatted(deviation.state().words()))
                .text(deviation.state().words())
                .raw("</b>");
        deviation.ended().ifPresent(ended -> {
            page.raw(" <span class=\"when\">").text(PageParts.time(ended.at())).raw("</span> ");
            entry(ended);
        });
        deviation.acceptance().ifPresent(acceptance -> {
            page.raw("<br>").breakable(acceptance.by()).text(" ");
            entry(acceptance.told());
        });
        page.raw("</td><td class=\"n\">");
        parts.entry(deviation.told());
        page.raw("</td><td class=\"when\">")
                .text(PageParts.time(deviation.told().at()))
                .raw("</td></tr>\n");
    }

    /** In brackets, which never stand apart from their number. */
    private void entry(Told told) {
        page.raw("<span class=\"when\">(entry ");
        parts.entry(told);
        page.raw(")</span>");
    }

    private void sample(CheckResult check) {
        List<Item> drawn = check.sample().drawn();
        if (drawn.isEmpty()) {
            return;
        }
        if (drawn.size() > MOST_SHOWN) {
            page.paragraph("small", "The sample is every entry that this report names; samples.csv lists them.");
            return;
        }
        page.raw("<p class=\"small\">Sample, by entry: ");
        for (int i = 0; i < drawn.size(); i++) {
            page.raw(i == 0 ? "" : " · ");
            parts.entry(drawn.get(i).told());
        }
        page.raw("</p>\n");
    }
}
