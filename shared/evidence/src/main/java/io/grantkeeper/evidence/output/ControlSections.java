package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.mapping.ControlMapping;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.ControlVerdict;
import java.util.List;

/**
 * Writes a section for each control: the verdict with its reasons, why Grantkeeper's capabilities support the control,
 * and the results of its checks.
 */
final class ControlSections {
    private final EvidencePageParts parts;
    private final EscapedHtml page;

    ControlSections(EvidencePageParts parts) {
        this.parts = parts;
        this.page = parts.page();
    }

    void write() {
        page.heading(2, "controls", "Controls");
        parts.report().controls().forEach(this::control);
    }

    private void control(ControlReport control) {
        page.raw("<section class=\"control\"><h3 id=\"%s\"><span><span class=\"id\">"
                        .formatted(EscapedHtml.escape(control.control().token())))
                .text(control.control().id())
                .raw("</span> ")
                .text(control.control().title())
                .raw("</span>");
        parts.verdict(control.verdict());
        page.raw("</h3>\n<ul class=\"because\">");
        reasonsFor(control).forEach(each -> page.raw("<li>").text(each).raw("</li>"));
        page.raw("</ul>\n");
        for (ControlMapping mapping : control.control().mappings()) {
            page.raw("<p class=\"mapping\"><b>")
                    .text(mapping.capability().title())
                    .raw("</b>: ")
                    .text(mapping.capability().required())
                    .raw(" <span class=\"reason\">")
                    .text(mapping.reason())
                    .raw("</span> <span class=\"small\">(")
                    .text("mapping " + mapping.standing().words())
                    .raw(")</span></p>\n");
        }
        page.table(List.of("Check", "Population#", "Sample#", "Open#", "Ended#", "Accepted#"));
        control.checks().forEach(check -> {
            page.raw("<tr><td><a href=\"#check-%s\">".formatted(check.check().code()))
                    .text(check.check().question())
                    .raw("</a></td>")
                    .cell(check.sample().population())
                    .cell(check.sample().drawn().size());
            parts.counts(EvidencePageParts.counts(List.of(check)));
            page.raw("</tr>\n");
        });
        page.endTable().raw("</section>\n");
    }

    /** Returns the reasons for a verdict. There is always at least one, so that no verdict has to be taken on trust. */
    private static List<String> reasonsFor(ControlReport control) {
        if (control.verdict() != ControlVerdict.MET) {
            return control.because();
        }
        long population = control.checks().stream()
                .mapToLong(check -> check.sample().population())
                .sum();
        long closed = control.checks().stream()
                .mapToLong(
                        check -> check.count(AuditException.State.ENDED) + check.count(AuditException.State.ACCEPTED))
                .sum();
        return List.of("%s checked, and no exception is open%s."
                .formatted(
                        EvidencePageParts.counted(population, "item"),
                        closed == 0 ? "" : ": %s ended or accepted".formatted(EvidencePageParts.number(closed))));
    }
}
