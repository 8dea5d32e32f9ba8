package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.mapping.ControlEffectiveDate;
import io.grantkeeper.evidence.mapping.ControlMapping;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.ControlVerdict;
import io.grantkeeper.identity.text.HtmlWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes a section for each control: the verdict with its reasons, why Grantkeeper's capabilities support the control,
 * and the results of its checks.
 */
final class ControlSections {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final EvidencePageParts parts;
    private final HtmlWriter page;

    ControlSections(EvidencePageParts parts) {
        this.parts = parts;
        this.page = parts.page();
    }

    void write() {
        parts.heading(2, "controls", "Controls");
        parts.report().controls().forEach(this::control);
    }

    private void control(ControlReport control) {
        page.open("section class=\"control\"")
                .open("h3 id=" + HtmlWriter.quoted(control.control().token()))
                .open("span")
                .element("span class=\"id\"", control.control().id())
                .text(" " + control.control().title())
                .close("span");
        parts.verdict(control.verdict());
        page.close("h3").raw("\n").open("ul class=\"because\"");
        reasonsFor(control).forEach(each -> page.element("li", each));
        page.close("ul").raw("\n");
        for (ControlEffectiveDate date : control.control().applies()) {
            page.element("p class=\"small\"", "Applies from %s to %s.".formatted(DAY.format(date.from()), date.scope()))
                    .raw("\n");
        }
        for (ControlMapping mapping : control.control().mappings()) {
            page.open("p class=\"mapping\"")
                    .element("b", mapping.capability().title())
                    .text(": %s ".formatted(mapping.capability().required()))
                    .element("span class=\"reason\"", mapping.reason())
                    .text(" ")
                    .element(
                            "span class=\"small\"",
                            "(mapping %s)".formatted(mapping.standing().words()))
                    .close("p")
                    .raw("\n");
        }
        parts.table(List.of("Check", "Population#", "Sample#", "Open#", "Ended#", "Accepted#"));
        control.checks().forEach(check -> {
            page.open("tr")
                    .open("td")
                    .element(
                            "a href=\"#check-%s\"".formatted(check.check().code()),
                            check.check().statement())
                    .close("td")
                    .element("td class=\"n\"", String.valueOf(check.sample().population()))
                    .element(
                            "td class=\"n\"",
                            String.valueOf(check.sample().drawn().size()));
            parts.counts(EvidencePageParts.counts(List.of(check)));
            page.close("tr").raw("\n");
        });
        parts.endTable();
        page.close("section").raw("\n");
    }

    /**
     * Returns the reasons for a verdict. There is always at least one, so that readers need not accept a verdict
     * without an explanation.
     */
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
