package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.ControlVerdict;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.identity.text.HtmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A self-contained HTML page of a report, for screen and print. Each entry number is a link that saves the entry's
 * proof.
 */
public final class EvidenceHtmlPage {
    private final FrameworkReport report;
    private final HtmlWriter page = new HtmlWriter();
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
        new AuditCheckSectionWriter(html.parts).write();
        new CoverageAndVerificationSections(html.parts).write();
        return html.page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element(
                        "title",
                        "%s: evidence for %s, %s"
                                .formatted(report.framework().title(), report.tenant(), report.period()))
                .raw("\n<style>\n")
                .raw(css())
                .raw(runningHeads())
                .raw("</style>\n</head>\n<body>\n<main>\n");
    }

    /** Returns the running headers of the printed pages, so that every sheet names its report. */
    private String runningHeads() {
        String of = HtmlWriter.cssText(report.framework().title());
        String whose = HtmlWriter.cssText("%s · %s (UTC)".formatted(report.tenant(), report.period()));
        String under = HtmlWriter.cssText("Checkpoint of %s entries, root %s"
                .formatted(
                        EvidencePageParts.number(report.log().size()),
                        report.log().root()));
        return """
                @page { @top-left { content: %s } @top-right { content: %s } @bottom-left { content: %s } }
                @page :first { @top-left { content: none } @top-right { content: none } }
                """.formatted(of, whose, under);
    }

    private void cover() {
        page.raw("<header>\n<p class=\"kicker\">Evidence report</p>\n")
                .element("h1", report.framework().title())
                .raw("\n");
        parts.paragraph(
                "lead",
                "What the ledger of %s shows about %s, from %s to %s."
                        .formatted(
                                report.tenant(),
                                EvidencePageParts.counted(report.controls().size(), "control"),
                                EvidencePageParts.day(report.period().first()),
                                EvidencePageParts.day(report.period().last())));
        page.open("dl class=\"facts\"");
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
        page.element("dt", name).element("dd", value);
    }

    private void card(ControlVerdict verdict) {
        page.open("div class=\"card %s\"".formatted(verdict.word()))
                .element("b", EvidencePageParts.number(report.count(verdict)))
                .text(" ")
                .element("span", verdict.word())
                .element("small", verdict.sentence())
                .close("div");
    }

    private void contents() {
        page.open("nav aria-label=\"Contents\"");
        List<List<String>> links = new ArrayList<>(List.of(
                List.of("overview", "Overview"),
                List.of("reading", "How to read this"),
                List.of("controls", "Controls"),
                List.of("checks", "Checks and exceptions"),
                List.of("gaps", "Coverage gaps")));
        if (report.exposure().isPresent()) {
            links.add(List.of("paths", "Where access leads"));
        }
        links.add(List.of("verification", "How to verify this report"));
        for (List<String> link : links) {
            page.element("a href=\"#%s\"".formatted(link.get(0)), link.get(1));
        }
        page.close("nav").raw("\n");
    }

    private void overview() {
        parts.heading(2, "overview", "Overview");
        parts.table(List.of("Control", "About", "Verdict", "Open#", "Ended#", "Accepted#", "Mapping"));
        for (ControlReport control : report.controls()) {
            page.raw("<tr><td class=\"id\">")
                    .element(
                            "a href="
                                    + HtmlWriter.quoted("#" + control.control().token()),
                            control.control().id())
                    .close("td")
                    .element("td", control.control().title())
                    .open("td");
            parts.verdict(control.verdict());
            page.close("td");
            parts.counts(EvidencePageParts.counts(control.checks()));
            page.open("td class=\"when\"");
            parts.standing(control.control().confidence());
            page.raw("</td></tr>\n");
        }
        parts.endTable();
        parts.paragraph(
                "small",
                "The columns Open, Ended and Accepted count exceptions. This report makes no statement about controls of the framework that are not listed. Identifiers come from %s; all other text is Grantkeeper's own, and no text of the framework is reproduced. %s"
                        .formatted(
                                report.framework().publisher(),
                                report.framework().checked()));
    }

    private void reading() {
        page.open("section class=\"block\"");
        parts.heading(2, "reading", "How to read this");
        parts.paragraph(
                "",
                "This is evidence of what Grantkeeper did and observed. Whether a control as a whole is met is the auditor's"
                        + " judgment.");
        page.open("dl class=\"words\"");
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
                "A statement that should be true, and what the ledger says about it. The population is everything that the statement"
                        + " applies to. The sample is for anyone who wants to examine some items manually.");
        fact(
                "Exception",
                "An item for which the statement of a check is not true. It is open unless it has ended or someone accepted it"
                        + " by the end of the period. Silence is not acceptance.");
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
