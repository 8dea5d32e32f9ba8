package io.grantkeeper.local.report;

import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.Mapping;
import io.grantkeeper.evidence.mapping.Standing;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.Report;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.List;

/** Evidence in short, for the terminal and for machines. */
public final class EvidenceTables {
    private EvidenceTables() {}

    /** A report without its samples and proofs. */
    public record Summary(
            String framework,
            String from,
            String to,
            long checkpoint,
            String root,
            long entries,
            int proofs,
            int gaps,
            List<Line> controls) {
        public Summary {
            controls = List.copyOf(controls);
        }
    }

    /** One control. */
    public record Line(String control, String title, String verdict, long open, long accepted, List<String> because) {
        public Line {
            because = List.copyOf(because);
        }
    }

    public static Summary summary(Report report) {
        return new Summary(
                report.framework().code(),
                report.period().first().toString(),
                report.period().last().toString(),
                report.log().size(),
                report.log().root(),
                report.entries(),
                report.proofs().size(),
                report.gaps().size(),
                report.controls().stream().map(EvidenceTables::line).toList());
    }

    private static Line line(ControlReport control) {
        return new Line(
                control.control().id(),
                control.control().title(),
                control.verdict().word(),
                count(control, Deviation.State.OPEN),
                count(control, Deviation.State.ACCEPTED),
                control.because());
    }

    private static long count(ControlReport control, Deviation.State state) {
        return control.checks().stream().mapToLong(check -> check.count(state)).sum();
    }

    public static void print(Terminal terminal, Report report) {
        terminal.line(terminal.bold(report.framework().title()) + ", " + report.period());
        terminal.line("%d entries of the period, under the checkpoint of %d entries with the root %s"
                .formatted(report.entries(), report.log().size(), report.log().root()));
        TextTable table = new TextTable("control", "about", "verdict", "open", "accepted", "because");
        for (ControlReport control : report.controls()) {
            table.row(
                    control.control().id(),
                    control.control().title(),
                    control.verdict().word(),
                    String.valueOf(count(control, Deviation.State.OPEN)),
                    String.valueOf(count(control, Deviation.State.ACCEPTED)),
                    control.because().stream().findFirst().orElse(""));
        }
        table.print(terminal);
    }

    /** Which frameworks there are, and how sure their mappings. */
    public static void frameworks(Terminal terminal, List<Framework> frameworks) {
        TextTable table = new TextTable("framework", "title", "controls", "mappings", "verified");
        for (Framework framework : frameworks) {
            List<Mapping> mappings = framework.controls().stream()
                    .flatMap(control -> control.mappings().stream())
                    .toList();
            table.row(
                    framework.code(),
                    framework.title(),
                    String.valueOf(framework.controls().size()),
                    String.valueOf(mappings.size()),
                    String.valueOf(mappings.stream()
                            .filter(mapping -> mapping.standing() == Standing.VERIFIED)
                            .count()));
        }
        table.print(terminal);
    }
}
