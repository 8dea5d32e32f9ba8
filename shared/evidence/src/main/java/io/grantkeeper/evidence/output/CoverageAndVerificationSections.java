package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.history.LedgerEntrySummaries;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.InclusionEvidence;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.text.HtmlWriter;
import java.util.List;

/**
 * Writes the sections on coverage gaps, on how to verify the report without trusting anyone, and on what the report
 * does not show.
 */
final class CoverageAndVerificationSections {
    private final EvidencePageParts parts;
    private final FrameworkReport report;
    private final HtmlWriter page;

    CoverageAndVerificationSections(EvidencePageParts parts) {
        this.parts = parts;
        this.report = parts.report();
        this.page = parts.page();
    }

    void write() {
        gaps();
        report.exposure().ifPresent(this::exposure);
        verification();
        limits();
    }

    private void gaps() {
        page.element("h2 class=\"page\" id=\"gaps\"", "Coverage gaps").raw("\n");
        parts.paragraph(
                "small",
                "A gap is data that a connection could not provide, for example because of a missing permission, a listing that is not"
                        + " offered, or a credential that no longer works. While a gap is open, what depends on its data is unknown.");
        if (report.gaps().isEmpty()) {
            parts.paragraph("none", "No gap was open at any time in the period.");
        } else {
            parts.table(
                    List.of("Connection", "Listing", "Problem", "Opened (UTC)", "Entry#", "Closed (UTC)", "Entry#"));
            report.gaps().forEach(this::gap);
            parts.endTable();
        }
        if (report.unread() > 0) {
            parts.paragraph(
                    "unknown",
                    "%s of the log were written by another version of Grantkeeper and cannot be read."
                            .formatted(
                                    report.unread() == 1
                                            ? "1 entry"
                                            : EvidencePageParts.number(report.unread()) + " entries"));
        }
    }

    private void gap(LedgerEntrySummaries.Gap gap) {
        page.raw("<tr><td class=\"subject\">");
        parts.breakable(gap.connection());
        page.close("td")
                .element("td", gap.stream().value())
                .element("td", gap.problem())
                .element(
                        "td class=\"when\"", EvidencePageParts.time(gap.opened().at()))
                .open("td class=\"n\"");
        parts.entry(gap.opened());
        page.close("td").open("td class=\"when\"");
        gap.closed()
                .ifPresentOrElse(
                        closed -> page.text(EvidencePageParts.time(closed.at())),
                        () -> page.element("b class=\"state-open\"", "open"));
        page.close("td").open("td class=\"n\"");
        gap.closed().ifPresent(parts::entry);
        page.close("td").close("tr").raw("\n");
    }

    private void exposure(PathExposure exposure) {
        page.open("section class=\"block\"");
        parts.heading(2, "paths", "Where access leads");
        parts.paragraph("small", exposure.source());
        parts.table(List.of("Zone", "Members#", "Identities that reach it#", "of#", "People#", "of#", "Possible#"));
        for (PathExposure.Zone zone : exposure.zones()) {
            page.raw("<tr>").element("td", zone.name());
            for (int number : List.of(
                    zone.members(),
                    zone.exposed(),
                    zone.identities(),
                    zone.exposedPeople(),
                    zone.people(),
                    zone.possiblyExposed())) {
                page.element("td class=\"n\"", EvidencePageParts.number(number));
            }
            page.raw("</tr>\n");
        }
        parts.endTable();
        page.list(exposure.zones().stream().map(PathExposure.Zone::sentence).toList());
        parts.paragraph("", "What was not collected, so no path depends on it:");
        page.list(exposure.notCollected()).close("section").raw("\n");
    }

    private void verification() {
        parts.heading(2, "verification", "How to verify this report");
        parts.paragraph(
                "",
                "Before this page was written, the whole tree was recomputed from the stored entries and compared with"
                        + " each checkpoint up to the one below. Every entry number on this page is a link to a proof"
                        + " (C2SP tlog-proof) that this checkpoint covers the entry. In the folder that came with"
                        + " the page, the proofs are the files in “proofs”. The verification programs need neither Grantkeeper nor a network.");
        page.element("pre", """
                        # get the company's public key from a source other than this page
                        java VerifyLedger.java KEY proofs/%s     # or: node verify-ledger.mjs KEY …
                        # anyone who has the ledger can reproduce what this report takes from it, byte for byte
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
                .raw("\n");
        block("checkpoint", "Checkpoint", report.log().note());
        block("keys", "Signed with", String.join("\n", report.log().keys()));
    }

    private void block(String id, String title, String text) {
        page.open("section class=\"block\"");
        parts.heading(3, id, title);
        page.element("pre", text).close("section").raw("\n");
    }

    private void limits() {
        page.open("section class=\"block\"");
        parts.heading(2, "limits", "What this report does not show");
        page.list(List.of(
                        "That the recorded facts are true. The report shows that they were recorded by the time of the checkpoint and have not"
                                + " been changed since.",
                        "That everything that happened was recorded.",
                        "Who the people are: they appear only as salted digests. Anyone who holds a salt can show which person"
                                + " it belongs to.",
                        "What no provider shows. The coverage gaps above are those that Grantkeeper knows of."))
                .close("section")
                .raw("\n");
    }
}
