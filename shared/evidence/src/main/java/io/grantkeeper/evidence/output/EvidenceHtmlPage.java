package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.ControlVerdict;
import io.grantkeeper.evidence.report.FrameworkReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A self-contained page for screen and print. Each entry number is a link that saves the entry's proof. */
public final class EvidenceHtmlPage {
    private final FrameworkReport report;
    private final EscapedHtml page = new EscapedHtml();
    private final EvidencePageParts parts;

    private EvidenceHtmlPage(FrameworkReport report) {
        this.report = report;
        this.parts = new EvidencePageParts(report, page);
    }

    public static String write(FrameworkReport report) {
        EvidenceHtmlPage html = new EvidenceHtmlPage(report);
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

    /** Returns the running headers of the printed pages, which show on every sheet which report it belongs to. */
    private String runningHeads() {
        String of = EscapedHtml.cssText(report.framework().title());
        String whose = EscapedHtml.cssText("%s · %s (UTC)".formatted(report.tenant(), report.period()));
        String under = EscapedHtml.cssText("Checkpoint of %s entries, root %s"
                .formatted(
                        EvidencePageParts.number(report.log().size()),
                        report.log().root()));
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
                "What the ledger of %s shows about %s, from %s to %s."
                        .formatted(
                                report.tenant(),
                                EvidencePageParts.counted(report.controls().size(), "control"),
                                EvidencePageParts.day(report.period().first()),
                                EvidencePageParts.day(report.period().last())));
        page.raw("<dl class=\"facts\">");
        fact("Company", report.tenant().value());
        fact("Period", "%s, whole days, in UTC".formatted(report.period()));
        fact(
                "Framework",
                "%s, by %s"
                        .formatted(
                                report.framework().title(), report.framework().publisher()));
        fact(
                "Entries",
                "%s for the period, in the ledger %s"
                        .formatted(
                                report.entries() == 1
                                        ? "1 entry"
                                        : EvidencePageParts.number(report.entries()) + " entries",
                                report.log().origin()));
        fact(
                "Checkpoint",
                "%s entries, root %s"
                        .formatted(
                                EvidencePageParts.number(report.log().size()),
                                report.log().root()));
        fact(
                "Proofs",
                "%s, one for each entry that this report names"
                        .formatted(EvidencePageParts.number(report.proofs().size())));
        page.raw("</dl>\n<div class=\"cards\">");
        for (ControlVerdict verdict : ControlVerdict.values()) {
            card(verdict);
        }
        page.raw("</div>\n</header>\n");
        contents();
    }

    private void fact(String name, String value) {
        page.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>");
    }

    private void card(ControlVerdict verdict) {
        page.raw("<div class=\"card %s\"><b>".formatted(verdict.word()))
                .text(EvidencePageParts.number(report.count(verdict)))
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
                List.of("verification", "How to verify this report"))) {
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
                            .formatted(EscapedHtml.escape(control.control().token())))
                    .text(control.control().id())
                    .raw("</a></td>")
                    .cell(control.control().title())
                    .raw("<td>");
            parts.verdict(control.verdict());
            page.raw("</td>");
            parts.counts(EvidencePageParts.counts(control.checks()));
            page.raw("<td class=\"when\">");
            parts.standing(control.control().standing());
            page.raw("</td></tr>\n");
        }
        page.endTable();
        page.paragraph(
                "small",
                "The columns Open, Ended and Accepted count exceptions. This report makes no statement about controls of the framework that are not listed. Identifiers come from %s; all other text is Grantkeeper's own, and no text of the framework is reproduced. %s"
                        .formatted(
                                report.framework().publisher(),
                                report.framework().checked()));
    }

    private void reading() {
        page.raw("<section class=\"block\">").heading(2, "reading", "How to read this");
        page.paragraph(
                "",
                "This is evidence of what Grantkeeper did and observed. Whether a control as a whole is met is the auditor's"
                        + " judgment.");
        page.raw("<dl class=\"words\">");
        fact(
                "Entry",
                "One event, recorded in the ledger when it happened. Entries are numbered from 0. Any change, removal or"
                        + " insertion can be detected.");
        fact(
                "Checkpoint",
                "A signature over all entries up to a given number. This report is based on one checkpoint, and each entry"
                        + " that it names has a proof that the checkpoint covers it.");
        fact(
                "Check",
                "A statement that should be true, and what the ledger says about it. The population is everything that it"
                        + " applies to. The sample is for anyone who wants to examine some items manually.");
        fact(
                "Exception",
                "An item for which a check is not true. It is open unless it has ended or someone accepted it"
                        + " by the end of the period. Silence accepts nothing.");
        fact(
                "Coverage gap",
                "Data that a connected service could not provide. While a gap is open, what depends on such data"
                        + " is unknown.");
        fact(
                "Mapping",
                "Why a capability supports a control. A mapping is verified if the control's own text was read;"
                        + " otherwise, someone who has the text must confirm it.");
        page.raw("</dl></section>\n");
    }

    private static String css() {
        try (InputStream file = EvidenceHtmlPage.class.getResourceAsStream("page.css")) {
            if (file == null) {
                throw new IllegalStateException("this build does not contain the page's style sheet");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's style sheet cannot be read", e);
        }
    }
}
