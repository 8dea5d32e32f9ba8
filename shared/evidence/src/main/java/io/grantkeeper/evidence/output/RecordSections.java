package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.history.EntryTrails;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.InclusionEvidence;
import java.util.List;

/**
 * Writes the sections on coverage gaps, on how to verify the report without trusting anyone, and on what it does not
 * show.
 */
final class RecordSections {
    private final EvidencePageParts parts;
    private final FrameworkReport report;
    private final EscapedHtml page;

    RecordSections(EvidencePageParts parts) {
        this.parts = parts;
        this.report = parts.report();
        this.page = parts.page();
    }

    void write() {
        gaps();
        verification();
        limits();
    }

    private void gaps() {
        page.raw("<h2 class=\"page\" id=\"gaps\">Coverage gaps</h2>\n");
        page.paragraph(
                "small",
                "A gap is data that a connection could not provide, for example because of a missing permission, a listing that is not"
                        + " offered, or a credential that no longer works. While a gap is open, what depends on its data is unknown.");
        if (report.gaps().isEmpty()) {
            page.paragraph("none", "No gap was open at any time in the period.");
        } else {
            page.table(List.of("Connection", "Listing", "Problem", "Opened (UTC)", "Entry#", "Closed (UTC)", "Entry#"));
            report.gaps().forEach(this::gap);
            page.endTable();
        }
        if (report.unread() > 0) {
            page.paragraph(
                    "unknown",
                    "%s of the log were written by another version of Grantkeeper and cannot be read."
                            .formatted(
                                    report.unread() == 1
                                            ? "1 entry"
                                            : EvidencePageParts.number(report.unread()) + " entries"));
        }
    }

    private void gap(EntryTrails.Gap gap) {
        page.raw("<tr><td class=\"subject\">")
                .breakable(gap.connection())
                .raw("</td>")
                .cell(gap.stream().value())
                .cell(gap.problem())
                .raw("<td class=\"when\">")
                .text(EvidencePageParts.time(gap.opened().at()))
                .raw("</td><td class=\"n\">");
        parts.entry(gap.opened());
        page.raw("</td><td class=\"when\">")
                .raw(gap.closed().isPresent() ? "" : "<b class=\"state-open\">")
                .text(gap.closed()
                        .map(closed -> EvidencePageParts.time(closed.at()))
                        .orElse("open"))
                .raw(gap.closed().isPresent() ? "" : "</b>")
                .raw("</td><td class=\"n\">");
        gap.closed().ifPresent(parts::entry);
        page.raw("</td></tr>\n");
    }

    private void verification() {
        page.heading(2, "verification", "How to verify this report");
        page.paragraph(
                "",
                "Before this page was written, the whole tree was recomputed from the stored entries and compared with"
                        + " each checkpoint up to the one below. Every entry number on this page is a link to a proof"
                        + " (C2SP tlog-proof) that this checkpoint covers the entry. In the folder that came with"
                        + " the page, the proofs are the files in “proofs”. The verification programs need neither Grantkeeper nor a network.");
        page.raw("<pre>")
                .text("""
                        # get the company's public key from a source other than this page
                        java VerifyLedger.java KEY proofs/%s     # or: node verify-ledger.mjs KEY …
                        # anyone who has the ledger can reproduce this report byte for byte
                        grantkeeper evidence --framework %s --from %s --to %s --checkpoint %d
                        """.formatted(
                                report.proofs().stream()
                                        .findFirst()
                                        .map(InclusionEvidence::name)
                                        .orElse("entry-000000.tlog-proof"),
                                report.framework().code(),
                                report.period().first(),
                                report.period().last(),
                                report.log().size()))
                .raw("</pre>\n");
        block("checkpoint", "Checkpoint", report.log().note());
        block("keys", "Signed with", String.join("\n", report.log().keys()));
    }

    private void block(String id, String title, String text) {
        page.raw("<section class=\"block\">")
                .heading(3, id, title)
                .raw("<pre>")
                .text(text)
                .raw("</pre></section>\n");
    }

    private void limits() {
        page.raw("<section class=\"block\">")
                .heading(2, "limits", "What this does not show")
                .raw("<ul>");
        List.of(
                        "That the recorded facts are true. It shows that they were recorded by the time of the checkpoint and have not"
                                + " been changed since.",
                        "That nothing was omitted before it was recorded.",
                        "Who the people are: they appear only as salted digests. Anyone who holds a salt can show which person"
                                + " it belongs to.",
                        "What no provider shows. The coverage gaps above are those that Grantkeeper knows of.")
                .forEach(each -> page.raw("<li>").text(each).raw("</li>"));
        page.raw("</ul></section>\n");
    }
}
