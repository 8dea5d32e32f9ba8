package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.history.Item;
import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.evidence.history.Traces;
import io.grantkeeper.evidence.mapping.Mapping;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as RFC 4180 has them, in UTF-8 with CRLF. A cell that a spreadsheet would take for a formula is quoted. */
public final class Csv {
    private final StringBuilder out = new StringBuilder();

    private Csv() {}

    /** A line for each check of each control. */
    public static String controls(Report report) {
        Csv csv = new Csv();
        csv.row(
                "framework",
                "control",
                "title",
                "mapping",
                "capability",
                "reason",
                "required",
                "check",
                "ran",
                "population",
                "sample",
                "exceptions open",
                "exceptions ended",
                "exceptions accepted",
                "verdict",
                "because",
                "checkpoint size",
                "checkpoint root");
        for (ControlReport control : report.controls()) {
            for (Mapping mapping : control.control().mappings()) {
                for (CheckResult check : control.checks()) {
                    if (check.check().capability() == mapping.capability()) {
                        csv.check(report, control, mapping, check);
                    }
                }
            }
        }
        return csv.out.toString();
    }

    private void check(Report report, ControlReport control, Mapping mapping, CheckResult check) {
        row(
                report.framework().code(),
                control.control().id(),
                control.control().title(),
                mapping.standing().words(),
                mapping.capability().code(),
                mapping.reason(),
                check.check().question(),
                check.check().code(),
                check.ran().entrySet().stream()
                        .map(ran -> ran.getKey() + " " + ran.getValue())
                        .collect(Collectors.joining("; ")),
                String.valueOf(check.sample().population()),
                String.valueOf(check.sample().drawn().size()),
                String.valueOf(check.count(Deviation.State.OPEN)),
                String.valueOf(check.count(Deviation.State.ENDED)),
                String.valueOf(check.count(Deviation.State.ACCEPTED)),
                control.verdict().word(),
                String.join(" ", control.because()),
                String.valueOf(report.log().size()),
                report.log().root());
    }

    /** A line for each exception, with its approval where it has one. */
    public static String exceptions(Report report) {
        Csv csv = new Csv();
        csv.row(
                "check",
                "subject",
                "what",
                "state",
                "entry",
                "at",
                "ended by entry",
                "ended at",
                "accepted as",
                "accepted by entry",
                "accepted at");
        checks(report)
                .forEach(check -> check.deviations()
                        .forEach(deviation -> csv.row(
                                check.check().code(),
                                deviation.subject(),
                                deviation.what(),
                                deviation.state().words(),
                                index(deviation.told()),
                                deviation.told().at().toString(),
                                deviation.ended().map(Csv::index).orElse(""),
                                deviation
                                        .ended()
                                        .map(ended -> ended.at().toString())
                                        .orElse(""),
                                deviation
                                        .acceptance()
                                        .map(Deviation.Acceptance::by)
                                        .orElse(""),
                                deviation
                                        .acceptance()
                                        .map(acceptance -> index(acceptance.told()))
                                        .orElse(""),
                                deviation
                                        .acceptance()
                                        .map(acceptance ->
                                                acceptance.told().at().toString())
                                        .orElse(""))));
        return csv.out.toString();
    }

    /** A line for each item that was drawn. */
    public static String samples(Report report) {
        Csv csv = new Csv();
        csv.row("check", "subject", "entry", "kind", "at", "proof");
        checks(report).forEach(check -> {
            for (Item item : check.sample().drawn()) {
                csv.row(
                        check.check().code(),
                        item.subject(),
                        index(item.told()),
                        item.told().kind(),
                        item.told().at().toString(),
                        report.proofs().stream()
                                .filter(proof ->
                                        proof.told().index() == item.told().index())
                                .map(proof -> proof.name())
                                .findFirst()
                                .orElse(""));
            }
        });
        return csv.out.toString();
    }

    /** A line for each coverage gap. */
    public static String gaps(Report report) {
        Csv csv = new Csv();
        csv.row("connection", "stream", "problem", "opened", "opened by entry", "closed", "closed by entry");
        for (Traces.Gap gap : report.gaps()) {
            csv.row(
                    gap.connection(),
                    gap.stream().value(),
                    gap.problem(),
                    gap.opened().at().toString(),
                    index(gap.opened()),
                    gap.closed().map(closed -> closed.at().toString()).orElse(""),
                    gap.closed().map(Csv::index).orElse(""));
        }
        return csv.out.toString();
    }

    private static List<CheckResult> checks(Report report) {
        Map<String, CheckResult> checks = new LinkedHashMap<>();
        report.controls()
                .forEach(control -> control.checks()
                        .forEach(check -> checks.putIfAbsent(check.check().code(), check)));
        return List.copyOf(checks.values());
    }

    private static String index(Told told) {
        return String.valueOf(told.index());
    }

    private void row(String... cells) {
        out.append(Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(unit -> unit == ',' || unit == '"' || unit == '\n' || unit == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
