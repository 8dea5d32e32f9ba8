package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.mapping.Mapping;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.Verdict;
import java.util.List;

/** A section for each control: the verdict with its reasons, why we speak for it, and what its checks came to. */
final class ControlSections {
    private final PageParts parts;
    private final Markup page;

    ControlSections(PageParts parts) {
        this.parts = parts;
        this.page = parts.page();
    }

    void write() {
        page.heading(2, "controls", "Controls");
        parts.report().controls().forEach(this::control);
    }

    private void control(ControlReport control) {
        page.raw("<section class=\"control\"><h3 id=\"%s\"><span><span class=\"id\">"
                        .formatted(Markup.escape(control.control().token())))
                .text(control.control().id())
                .raw("</span> ")
                .text(control.control().title())
                .raw("</span>");
        parts.verdict(control.verdict());
        page.raw("</h3>\n<ul class=\"because\">");
        because(control).forEach(each -> page.raw("<li>").text(each).raw("</li>"));
        page.raw("</ul>\n");
        for (Mapping mapping : control.control().mappings()) {
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
            parts.counts(PageParts.counts(List.of(check)));
            page.raw("</tr>\n");
        });
        page.endTable().raw("</section>\n");
    }

    /** A verdict without a reason would have to be believed. */
    private static List<String> because(ControlReport control) {
        if (control.verdict() != Verdict.MET) {
            return control.because();
        }
        long population = control.checks().stream()
                .mapToLong(check -> check.sample().population())
                .sum();
        long closed = control.checks().stream()
                .mapToLong(check -> check.count(Deviation.State.ENDED) + check.count(Deviation.State.ACCEPTED))
                .sum();
        return List.of("%s checked, and no exception is open%s."
                .formatted(
                        PageParts.counted(population, "item"),
                        closed == 0 ? "" : ": %s ended or accepted".formatted(PageParts.number(closed))));
    }
}
