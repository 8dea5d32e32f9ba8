package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.Report;
import io.grantkeeper.evidence.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One page that needs nothing else: for a screen, and for paper. Entry numbers hold their proofs, to be saved. */
public final class HtmlPage {
    private final Report report;
    private final Markup page = new Markup();
    private final PageParts parts;

    private HtmlPage(Report report) {
        this.report = report;
        this.parts = new PageParts(report, page);
    }

    public static String write(Report report) {
        HtmlPage html = new HtmlPage(report);
        html.head();
        html.cover();
        html.overview();
        html.reading();
        new ControlSections(html.parts).write();
        new CheckSections(html.parts).write();
        new RecordSections(html.parts).write();
        return html.page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text("%s: evidence for %s, %s".formatted(report.framework().title(), report.tenant(), report.period()))
                .raw("</title>\n<style>\n")
                .raw(css())
                .raw(runningHeads())
                .raw("</style>\n</head>\n<body>\n<main>\n");
    }

    /** What stands on every sheet, so that one that lies alone says what it is of. */
    private String runningHeads() {
        String of = Markup.cssText(report.framework().title());
        String whose = Markup.cssText("%s · %s (UTC)".formatted(report.tenant(), report.period()));
        String under = Markup.cssText("Under the checkpoint of %s entries, root %s"
                .formatted(PageParts.number(report.log().size()), report.log().root()));
        return """
                @page { @top-left { content: %s } @top-right { content: %s } @bottom-left { content: %s } }
                @page :first { @top-left { content: none } @top-right { content: none } }
                """.formatted(of, whose, under);
    }

    private void cover() {
        page.raw("<header>\n<p class=\"kicker\">Evidence report</p>\n<h1>")
                .text(report.framework().title())
                .raw("</h1>\n");
        page.paragraph(
                "lead",
                "What the ledger of %s shows of %s, from %s to %s."
                        .formatted(
                                report.tenant(),
                                PageParts.counted(report.controls().size(), "control"),
                                PageParts.day(report.period().first()),
                                PageParts.day(report.period().last())));
        page.raw("<dl class=\"facts\">");
        fact("Company", report.tenant().value());
        fact("Period", "%s, whole days, in UTC".formatted(report.period()));
        fact(
                "Framework",
                "%s, by %s"
                        .formatted(
                                report.framework().title(), report.framework().publisher()));
        fact(
                "Record",
                "%s of the period, in the ledger %s"
                        .formatted(
                                report.entries() == 1 ? "1 entry" : PageParts.number(report.entries()) + " entries",
                                report.log().origin()));
        fact(
                "Checkpoint",
                "%s entries, root %s"
                        .formatted(
                                PageParts.number(report.log().size()),
                                report.log().root()));
        fact(
                "Proofs",
                "%s, one for each entry that this report names"
                        .formatted(PageParts.number(report.proofs().size())));
        page.raw("</dl>\n<div class=\"cards\">");
        for (Verdict verdict : Verdict.values()) {
            card(verdict);
        }
        page.raw("</div>\n</header>\n");
        contents();
    }

    private void fact(String name, String value) {
        page.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>");
    }

    private void card(Verdict verdict) {
        page.raw("<div class=\"card %s\"><b>".formatted(verdict.word()))
                .text(PageParts.number(report.count(verdict)))
                .raw("</b> <span>")
                .text(verdict.word())
                .raw("</span><small>")
                .text(verdict.sentence())
                .raw("</small></div>");
    }

    private void contents() {
        page.raw("<nav aria-label=\"Contents\">");
        for (List<String> link : List.of(
                List.of("overview", "Overview"),
                List.of("reading", "How to read this"),
                List.of("controls", "Controls"),
                List.of("checks", "Checks and exceptions"),
                List.of("gaps", "Coverage gaps"),
                List.of("verification", "How to check this"))) {
            page.raw("<a href=\"#%s\">".formatted(link.get(0)))
                    .text(link.get(1))
                    .raw("</a>");
        }
        page.raw("</nav>\n");
    }

    private void overview() {
        page.heading(2, "overview", "Overview");
        page.table(List.of("Control", "About", "Verdict", "Open#", "Ended#", "Accepted#", "Mapping"));
        for (ControlReport control : report.controls()) {
            page.raw("<tr><td class=\"id\"><a href=\"#%s\">"
                            .formatted(Markup.escape(control.control().token())))
                    .text(control.control().id())
                    .raw("</a></td>")
                    .cell(control.control().title())
                    .raw("<td>");
            parts.verdict(control.verdict());
            page.raw("</td>");
            parts.counts(PageParts.counts(control.checks()));
            page.raw("<td class=\"when\">");
            parts.standing(control.control().standing());
            page.raw("</td></tr>\n");
        }
        page.endTable();
        page.paragraph(
                "small",
                "Open, ended and accepted count exceptions. Of a control of the framework that is not listed, this record says nothing. Identifiers come from %s; all words are Grantkeeper's own, and no text of the framework is reproduced. %s"
                        .formatted(
                                report.framework().publisher(),
                                report.framework().checked()));
    }

    private void reading() {
        page.raw("<section class=\"block\">").heading(2, "reading", "How to read this");
        page.paragraph(
                "",
                "This is evidence of what Grantkeeper did and saw. Whether a control is met as a whole is the auditor's"
                        + " judgement.");
        page.raw("<dl class=\"words\">");
        fact(
                "Entry",
                "One thing that was told to the ledger when it happened. Entries are numbered from 0; nobody can"
                        + " change, remove or insert one without it showing.");
        fact(
                "Checkpoint",
                "A signature over all entries up to a number. This report stands under one, and each entry"
                        + " that it names comes with a proof that it is under it.");
        fact(
                "Check",
                "A sentence that has to hold, and what the record says of it. Its population is all that it"
                        + " concerns; the sample is for whoever wants to look at some by hand.");
        fact(
                "Exception",
                "Something for which a check does not hold. It is open unless it has ended, or somebody"
                        + " accepted it, by the end of the period. Silence accepts nothing.");
        fact(
                "Coverage gap",
                "Something that a connected service could not show. While one is open, what rests on sight"
                        + " is unknown.");
        fact(
                "Mapping",
                "Why a capability speaks for a control. It is verified where the control's own text was read;"
                        + " otherwise somebody who has the text has to confirm it.");
        page.raw("</dl></section>\n");
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
