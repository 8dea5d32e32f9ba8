package io.grantkeeper.reports;

import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.mapping.ControlMapping;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.MappingConfidence;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import java.util.Optional;

/** Prints a summary of a framework report, on the terminal and as JSON. */
public final class EvidenceTables {
    private EvidenceTables() {}

    /** A framework report without its samples and proofs. */
    public record Summary(
            String framework,
            String from,
            String to,
            long checkpoint,
            String root,
            long entries,
            int proofs,
            int gaps,
            Optional<PathExposure> paths,
            List<Line> controls) {
        public Summary {
            controls = List.copyOf(controls);
        }
    }

    /** The summary of one control. */
    public record Line(String control, String title, String verdict, long open, long accepted, List<String> because) {
        public Line {
            because = List.copyOf(because);
        }
    }

    public static Summary summary(FrameworkReport report) {
        return new Summary(
                report.framework().code(),
                report.period().first().toString(),
                report.period().last().toString(),
                report.log().size(),
                report.log().root(),
                report.entries(),
                report.proofs().size(),
                report.gaps().size(),
                report.exposure(),
                report.controls().stream().map(EvidenceTables::line).toList());
    }

    private static Line line(ControlReport control) {
        return new Line(
                control.control().id(),
                control.control().title(),
                control.verdict().word(),
                count(control, AuditException.State.OPEN),
                count(control, AuditException.State.ACCEPTED),
                control.because());
    }

    private static long count(ControlReport control, AuditException.State state) {
        return control.checks().stream().mapToLong(check -> check.count(state)).sum();
    }

    public static void print(TerminalOutput terminal, FrameworkReport report) {
        terminal.line(terminal.bold(report.framework().title()), ", " + report.period());
        terminal.line("%d entries in the period, under the checkpoint of %d entries with root %s"
                .formatted(report.entries(), report.log().size(), report.log().root()));
        TextTable table = new TextTable("control", "title", "verdict", "open", "accepted", "reasons");
        for (ControlReport control : report.controls()) {
            table.row(
                    control.control().id(),
                    control.control().title(),
                    control.verdict().word(),
                    String.valueOf(count(control, AuditException.State.OPEN)),
                    String.valueOf(count(control, AuditException.State.ACCEPTED)),
                    control.because().stream().findFirst().orElse(""));
        }
        table.print(terminal);
        report.exposure().ifPresent(exposure -> print(terminal, exposure));
    }

    /** Prints who could get control of which zone, and which facts were not collected. */
    public static void print(TerminalOutput terminal, PathExposure exposure) {
        exposure.zones().forEach(zone -> terminal.line(zone.sentence()));
        terminal.line(exposure.source());
        exposure.notCollected().forEach(one -> terminal.line("Not collected: ", one));
    }

    /** Prints the available frameworks, each with the number of its verified mappings. */
    public static void frameworks(TerminalOutput terminal, List<Framework> frameworks) {
        TextTable table = new TextTable("framework", "title", "controls", "mappings", "verified");
        for (Framework framework : frameworks) {
            List<ControlMapping> mappings = framework.controls().stream()
                    .flatMap(control -> control.mappings().stream())
                    .toList();
            table.row(
                    framework.code(),
                    framework.title(),
                    String.valueOf(framework.controls().size()),
                    String.valueOf(mappings.size()),
                    String.valueOf(mappings.stream()
                            .filter(mapping -> mapping.standing() == MappingConfidence.VERIFIED)
                            .count()));
        }
        table.print(terminal);
    }
}
