package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.history.Item;
import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.evidence.history.Traces;
import io.grantkeeper.evidence.mapping.Mapping;
import io.grantkeeper.evidence.mapping.Standing;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.Proof;
import io.grantkeeper.evidence.report.Report;
import io.grantkeeper.evidence.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One page that needs nothing else: for a screen, and for paper. Entry numbers hold their proofs, to be saved. */
public final class HtmlPage {
    /** Further proofs stand in the folder and in the OSCAL file alone, to keep the page light. */
    private static final int MOST_PROOFS = 500;
    /** Further exceptions stand in the tables alone. */
    private static final int MOST_ROWS = 150;
    /** As many as a sample has; more are all entries of the report. */
    private static final int MOST_SHOWN = 60;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Report report;
    private final Markup page = new Markup();
    private final Map<Long, Proof> proofs = new LinkedHashMap<>();
    private final Map<String, CheckResult> checks = new LinkedHashMap<>();

    private HtmlPage(Report report) {
        this.report = report;
        report.proofs().stream()
                .limit(MOST_PROOFS)
                .forEach(proof -> proofs.put(proof.told().index(), proof));
        report.controls()
                .forEach(control -> control.checks()
                        .forEach(check -> checks.putIfAbsent(check.check().code(), check)));
    }

    public static String write(Report report) {
        HtmlPage html = new HtmlPage(report);
        html.head();
        html.overview();
        html.controls();
        html.checks();
        html.gaps();
        html.verification();
        return html.page.raw("</body>\n</html>\n").toString();
    }

    private void head() {
        String title = "%s: evidence for %s".formatted(report.framework().title(), report.tenant());
        page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text(title)
                .raw("</title>\n<style>\n")
                .raw(css())
                .raw("</style>\n</head>\n<body>\n<h1>")
                .text(report.framework().title())
                .raw("</h1>\n");
        page.paragraph(
                "lead",
                "Evidence for %s, %s (UTC, whole days), drawn from the ledger %s under its checkpoint of %s entries."
                        .formatted(
                                report.tenant(),
                                report.period(),
                                report.log().origin(),
                                number(report.log().size())));
        page.raw("<div class=\"cards\">");
        card("met", report.count(Verdict.MET), "controls: the record shows they held");
        card("exceptions", report.count(Verdict.EXCEPTIONS), "with open exceptions");
        card("unknown", report.count(Verdict.UNKNOWN), "of which the record cannot say");
        card("", report.entries(), "entries told of the period");
        page.raw("</div>\n");
    }

    private void card(String kind, long count, String words) {
        page.raw("<div class=\"card\"><b class=\"%s\">".formatted(kind))
                .text(number(count))
                .raw("</b><span>")
                .text(words)
                .raw("</span></div>");
    }

    private void overview() {
        page.heading(2, "overview", "Overview");
        page.table(List.of("Control", "About", "Verdict", "Mapping", "Open#", "Ended#", "Accepted#"));
        for (ControlReport control : report.controls()) {
            page.raw("<tr><td class=\"id\"><a href=\"#%s\">"
                            .formatted(Markup.escape(control.control().token())))
                    .text(control.control().id())
                    .raw("</a></td>")
                    .cell(control.control().title());
            page.raw("<td>");
            verdict(control.verdict());
            page.raw("</td><td>");
            standing(control.control().standing());
            page.raw("</td>")
                    .cell(count(control, Deviation.State.OPEN))
                    .cell(count(control, Deviation.State.ENDED))
                    .cell(count(control, Deviation.State.ACCEPTED))
                    .raw("</tr>\n");
        }
        page.endTable();
        page.paragraph(
                "small",
                "Identifiers are %s's; all words are Grantkeeper's own, and no text of the framework is reproduced. %s"
                        .formatted(
                                report.framework().publisher(),
                                report.framework().checked()));
        page.paragraph(
                "small",
                "This is evidence of what Grantkeeper did and saw. Whether a control is met as a whole is the auditor's"
                        + " judgement.");
    }

    private static long count(ControlReport control, Deviation.State state) {
        return control.checks().stream().mapToLong(check -> check.count(state)).sum();
    }

    private void verdict(Verdict verdict) {
        String sign =
                switch (verdict) {
                    case MET -> "✓ ";
                    case EXCEPTIONS -> "✗ ";
                    case UNKNOWN -> "? ";
                };
        page.raw("<span class=\"verdict %s\">".formatted(verdict.word()))
                .text(sign + verdict.word())
                .raw("</span>");
    }

    private void standing(Standing standing) {
        page.raw(standing == Standing.VERIFIED ? "<span>" : "<span class=\"todo\">")
                .text(standing.words())
                .raw("</span>");
    }

    private void controls() {
        page.raw("<h2 class=\"page\" id=\"controls\">Controls</h2>\n");
        for (ControlReport control : report.controls()) {
            page.raw("<section class=\"control\"><h3 id=\"%s\"><span>"
                            .formatted(Markup.escape(control.control().token())))
                    .text("%s · %s"
                            .formatted(control.control().id(), control.control().title()))
                    .raw("</span>");
            verdict(control.verdict());
            page.raw("</h3>\n");
            if (!control.because().isEmpty()) {
                page.raw("<ul>");
                control.because().forEach(each -> page.raw("<li>").text(each).raw("</li>"));
                page.raw("</ul>\n");
            }
            for (Mapping mapping : control.control().mappings()) {
                page.raw("<p><b>").text(mapping.capability().title()).raw("</b>: ");
                page.text(mapping.capability().required())
                        .raw(" <span class=\"reason\">")
                        .text(mapping.reason())
                        .raw("</span> <span class=\"small\">(")
                        .text("mapping " + mapping.standing().words())
                        .raw(")</span></p>\n");
            }
            page.table(List.of("Check", "Population#", "Sample#", "Open#", "Ended#", "Accepted#"));
            control.checks().forEach(check -> {
                page.raw("<tr><td><a href=\"#check-%s\">"
                                .formatted(check.check().code()))
                        .text(check.check().question())
                        .raw("</a></td>")
                        .cell(check.sample().population())
                        .cell(check.sample().drawn().size());
                counts(check);
                page.raw("</tr>\n");
            });
            page.endTable().raw("</section>\n");
        }
    }

    private void counts(CheckResult check) {
        page.cell(check.count(Deviation.State.OPEN))
                .cell(check.count(Deviation.State.ENDED))
                .cell(check.count(Deviation.State.ACCEPTED));
    }

    private void checks() {
        page.raw("<h2 class=\"page\" id=\"checks\">Checks</h2>\n");
        page.paragraph(
                "small",
                "Samples were drawn by the smallest SHA-256 over the seed “%s/…” and each item: all of up to 25, 25 of up"
                                .formatted(report.seed())
                        + " to 250, 40 of up to 2,500, 60 of more. Exceptions are not sampled: every one is listed.");
        for (CheckResult check : checks.values()) {
            page.heading(3, "check-" + check.check().code(), check.check().question());
            String ran = check.ran().entrySet().stream()
                    .map(each -> "%s %s".formatted(each.getKey(), number(each.getValue())))
                    .collect(Collectors.joining(", "));
            page.paragraph(
                    "",
                    "%s. What ran in the period: %s. Population %s, sample %s."
                            .formatted(
                                    check.check().capability().title(),
                                    ran.isEmpty() ? "–" : ran,
                                    number(check.sample().population()),
                                    number(check.sample().drawn().size())));
            exceptions(check);
            sample(check);
        }
    }

    private void exceptions(CheckResult check) {
        if (check.deviations().isEmpty()) {
            page.paragraph(
                    "small", check.sample().population() == 0 ? "Nothing to check in the period." : "No exceptions.");
            return;
        }
        page.table(List.of("Exception", "What", "State", "Entry#", "When"));
        check.deviations().stream().limit(MOST_ROWS).forEach(deviation -> {
            page.raw("<tr>").cell(deviation.subject()).cell(deviation.what());
            page.raw("<td class=\"state-%s\">".formatted(deviation.state().words()))
                    .text(deviation.state().words());
            deviation.acceptance().ifPresent(acceptance -> {
                page.text(": " + acceptance.by() + ", entry ");
                entry(acceptance.told());
            });
            deviation.ended().ifPresent(ended -> {
                page.text(" " + time(ended.at()) + ", entry ");
                entry(ended);
            });
            page.raw("</td><td class=\"n\">");
            entry(deviation.told());
            page.raw("</td><td class=\"when\">")
                    .text(time(deviation.told().at()))
                    .raw("</td></tr>\n");
        });
        page.endTable();
        if (check.deviations().size() > MOST_ROWS) {
            page.paragraph(
                    "small",
                    "%d more stand in exceptions.csv and in the OSCAL file."
                            .formatted(check.deviations().size() - MOST_ROWS));
        }
    }

    private void sample(CheckResult check) {
        List<Item> drawn = check.sample().drawn();
        if (drawn.isEmpty()) {
            return;
        }
        if (drawn.size() > MOST_SHOWN) {
            page.paragraph("small", "All are listed in samples.csv.");
            return;
        }
        page.raw("<p class=\"small\">Sample, by entry: ");
        for (int i = 0; i < drawn.size(); i++) {
            page.raw(i == 0 ? "" : " · ");
            entry(drawn.get(i).told());
        }
        page.raw("</p>\n");
    }

    /** The number of an entry; where the page holds its proof, a link that saves it. */
    private void entry(Told told) {
        Optional<Proof> proof = Optional.ofNullable(proofs.get(told.index()));
        proof.ifPresent(found -> page.raw("<a download=\"%s\" title=\"%s, %s\" href=\"data:text/plain;base64,%s\">"
                .formatted(
                        found.name(),
                        Markup.escape(told.kind()),
                        time(told.at()),
                        Base64.getEncoder().encodeToString(found.file().array()))));
        page.text(String.valueOf(told.index()));
        proof.ifPresent(_ -> page.raw("</a>"));
    }

    private void gaps() {
        page.heading(2, "gaps", "Coverage gaps");
        if (report.gaps().isEmpty()) {
            page.paragraph("", "None was open at any time in the period.");
        } else {
            page.table(List.of("Connection", "Stream", "Problem", "Opened", "Entry#", "Closed", "Entry#"));
            for (Traces.Gap gap : report.gaps()) {
                page.raw("<tr>")
                        .cell(gap.connection())
                        .cell(gap.stream().value())
                        .cell(gap.problem())
                        .cell(time(gap.opened().at()))
                        .raw("<td class=\"n\">");
                entry(gap.opened());
                page.raw("</td>")
                        .cell(gap.closed().map(closed -> time(closed.at())).orElse("open"))
                        .raw("<td class=\"n\">");
                gap.closed().ifPresent(this::entry);
                page.raw("</td></tr>\n");
            }
            page.endTable();
        }
        page.paragraph(
                "small",
                "A gap is something that a connection could not show: a missing permission, a listing that is not"
                        + " offered, a credential that no longer works. While one is open, what rests on sight is unknown.");
        if (report.unread() > 0) {
            page.paragraph(
                    "unknown",
                    "%d entries of the log were written by another version and could not be read."
                            .formatted(report.unread()));
        }
    }

    private void verification() {
        page.heading(2, "verification", "How to check this");
        page.paragraph(
                "",
                "The whole tree was derived anew from the stored entries before this page was written, and compared with"
                        + " each checkpoint up to the one below. Every entry number on this page is a link to a proof"
                        + " (C2SP tlog-proof) that the entry stands under that checkpoint; in the folder that came with"
                        + " the page they are the files in proofs.");
        page.raw("<pre>")
                .text("""
                        # get the public key from the company by another way than this page
                        java VerifyLedger.java KEY proofs/%s     # or: node verify-ledger.mjs KEY …
                        grantkeeper evidence --framework %s --from %s --to %s --checkpoint %d   # the same bytes again
                        """.formatted(
                        report.proofs().stream().findFirst().map(Proof::name).orElse("entry-000000.tlog-proof"),
                        report.framework().code(),
                        report.period().first(),
                        report.period().last(),
                        report.log().size()))
                .raw("</pre>\n");
        page.heading(3, "checkpoint", "Checkpoint");
        page.raw("<pre>").text(report.log().note()).raw("</pre>\n");
        page.heading(3, "keys", "Signed with");
        page.raw("<pre>").text(String.join("\n", report.log().keys())).raw("</pre>\n");
        page.heading(3, "limits", "What this does not show");
        page.raw("<ul>");
        List.of(
                        "That what was told is true: it shows that it was told by the time of the checkpoint, and has not"
                                + " been changed since.",
                        "That nothing was left out before it was told.",
                        "Who the people are: they are salted digests. Whoever holds a salt can show which person one is.",
                        "What no provider shows. Coverage gaps above are those that Grantkeeper knows of.")
                .forEach(each -> page.raw("<li>").text(each).raw("</li>"));
        page.raw("</ul>\n");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String css() {
        try (InputStream file = HtmlPage.class.getResourceAsStream("page.css")) {
            if (file == null) {
                throw new IllegalStateException("the page's style is not in this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's style cannot be read", e);
        }
    }
}
