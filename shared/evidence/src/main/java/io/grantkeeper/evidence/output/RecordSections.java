package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.history.Traces;
import io.grantkeeper.evidence.report.Proof;
import io.grantkeeper.evidence.report.Report;
import java.util.List;

/** What could not be seen, how to check the report without trusting anybody, and what it does not show. */
final class RecordSections {
    private final PageParts parts;
    private final Report report;
    private final Markup page;

    RecordSections(PageParts parts) {
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
                "A gap is something that a connection could not show: a missing permission, a listing that is not"
                        + " offered, a credential that no longer works. While one is open, what rests on sight is unknown.");
        if (report.gaps().isEmpty()) {
            page.paragraph("none", "None was open at any time in the period.");
        } else {
            page.table(List.of("Connection", "Listing", "Problem", "Opened (UTC)", "Entry#", "Closed (UTC)", "Entry#"));
            report.gaps().forEach(this::gap);
            page.endTable();
        }
        if (report.unread() > 0) {
            page.paragraph(
                    "unknown",
                    "%s of the log were written by another version of Grantkeeper and could not be read."
                            .formatted(
                                    report.unread() == 1 ? "1 entry" : PageParts.number(report.unread()) + " entries"));
        }
    }

    private void gap(Traces.Gap gap) {
        page.raw("<tr><td class=\"subject\">")
                .breakable(gap.connection())
                .raw("</td>")
                .cell(gap.stream().value())
                .cell(gap.problem())
                .raw("<td class=\"when\">")
                .text(PageParts.time(gap.opened().at()))
                .raw("</td><td class=\"n\">");
        parts.entry(gap.opened());
        page.raw("</td><td class=\"when\">")
                .raw(gap.closed().isPresent() ? "" : "<b class=\"state-open\">")
                .text(gap.closed().map(closed -> PageParts.time(closed.at())).orElse("open"))
                .raw(gap.closed().isPresent() ? "" : "</b>")
                .raw("</td><td class=\"n\">");
        gap.closed().ifPresent(parts::entry);
        page.raw("</td></tr>\n");
    }

    private void verification() {
        page.heading(2, "verification", "How to check this");
        page.paragraph(
                "",
                "The whole tree was derived anew from the stored entries before this page was written, and compared with"
                        + " each checkpoint up to the one below. Every entry number on this page is a link to a proof"
                        + " (C2SP tlog-proof) that the entry stands under that checkpoint; in the folder that came with"
                        + " the page they are the files in “proofs”. Neither program below needs us, or a network.");
        page.raw("<pre>")
                .text("""
                        # get the public key from the company by another way than this page
                        java VerifyLedger.java KEY proofs/%s     # or: node verify-ledger.mjs KEY …
                        # whoever has the ledger gets the same bytes again
                        grantkeeper evidence --framework %s --from %s --to %s --checkpoint %d
                        """.formatted(
                        report.proofs().stream().findFirst().map(Proof::name).orElse("entry-000000.tlog-proof"),
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
                        "That what was told is true: it shows that it was told by the time of the checkpoint, and has not"
                                + " been changed since.",
                        "That nothing was left out before it was told.",
                        "Who the people are: they stand here as salted digests. Whoever holds a salt can show which person"
                                + " one is.",
                        "What no provider shows. Coverage gaps above are those that Grantkeeper knows of.")
                .forEach(each -> page.raw("<li>").text(each).raw("</li>"));
        page.raw("</ul></section>\n");
    }
}
