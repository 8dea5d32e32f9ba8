package io.grantkeeper.evidence.output;

import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.LedgerEntrySummaries;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.history.PopulationItem;
import io.grantkeeper.evidence.mapping.ControlMapping;
import io.grantkeeper.evidence.report.AuditCheckBasis;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.identity.text.TextNormalization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes tables in the format of RFC 4180, in UTF-8 with CRLF line breaks. A cell that a spreadsheet would interpret as
 * a formula gets a leading apostrophe, so that the spreadsheet reads it as text. Each cell is normalized to one line
 * before that, because an invisible character could hide the start of a formula.
 */
public final class CsvWriter {
    /** The characters that start a formula, including their full-width forms (OWASP, "CSV injection"). */
    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    /**
     * Matches a separator after which a formula would start. Where the comma is the decimal separator, as in German,
     * spreadsheets also start a cell after a semicolon, even inside quotation marks.
     */
    private static final Pattern FORMULA_AFTER_SEMICOLON =
            Pattern.compile(";\\s*+(?=[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    private final StringBuilder out = new StringBuilder();

    private CsvWriter() {}

    /** Returns a table with a header. */
    public static String table(List<String> header, List<List<String>> rows) {
        CsvWriter csv = new CsvWriter();
        csv.row(header.toArray(String[]::new));
        rows.forEach(row -> csv.row(row.toArray(String[]::new)));
        return csv.out.toString();
    }

    /**
     * Returns the table of the exposure of each zone. If the exposure was not computed, the table contains only the
     * header.
     */
    public static String paths(FrameworkReport report) {
        CsvWriter csv = new CsvWriter();
        csv.row(
                "day",
                "zone",
                "members",
                "identities that reach it",
                "identities outside",
                "people who reach it",
                "people",
                "possible",
                "choke points",
                "source",
                "not collected");
        report.exposure()
                .ifPresent(exposure -> exposure.zones()
                        .forEach(zone -> csv.row(
                                exposure.day().toString(),
                                zone.name(),
                                String.valueOf(zone.members()),
                                String.valueOf(zone.exposed()),
                                String.valueOf(zone.identities()),
                                String.valueOf(zone.exposedPeople()),
                                String.valueOf(zone.people()),
                                String.valueOf(zone.possiblyExposed()),
                                String.join("; ", zone.chokePoints()),
                                exposure.source(),
                                String.join("; ", exposure.notCollected()))));
        return csv.out.toString();
    }

    /** Returns the table of controls, with one line per check of each control. */
    public static String controls(FrameworkReport report) {
        CsvWriter csv = new CsvWriter();
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
                "certainty",
                "basis",
                "checkpoint size",
                "checkpoint root");
        for (ControlReport control : report.controls()) {
            for (ControlMapping mapping : control.control().mappings()) {
                for (AuditCheckResult check : control.checks()) {
                    if (check.check().capability() == mapping.capability()) {
                        csv.check(report, control, mapping, check);
                    }
                }
            }
        }
        return csv.out.toString();
    }

    private void check(FrameworkReport report, ControlReport control, ControlMapping mapping, AuditCheckResult check) {
        AuditCheckBasis basis = AuditCheckBasis.of(check, report);
        row(
                report.framework().code(),
                control.control().id(),
                control.control().title(),
                mapping.standing().words(),
                mapping.capability().code(),
                mapping.reason(),
                check.check().statement(),
                check.check().code(),
                check.ran().entrySet().stream()
                        .map(ran -> ran.getKey() + " " + ran.getValue())
                        .collect(Collectors.joining("; ")),
                String.valueOf(check.sample().population()),
                String.valueOf(check.sample().drawn().size()),
                String.valueOf(check.count(AuditException.State.OPEN)),
                String.valueOf(check.count(AuditException.State.ENDED)),
                String.valueOf(check.count(AuditException.State.ACCEPTED)),
                control.verdict().word(),
                String.join(" ", control.because()),
                basis.certainty().word(),
                basis.sentence(),
                String.valueOf(report.log().size()),
                report.log().root());
    }

    /** Returns the table of exceptions, with the acceptance of each exception that has one. */
    public static String exceptions(FrameworkReport report) {
        CsvWriter csv = new CsvWriter();
        csv.row(
                "check",
                "subject",
                "name (not proved)",
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
                        .forEach(exception -> csv.row(
                                check.check().code(),
                                exception.subject(),
                                report.name(exception.subject()),
                                exception.what(),
                                exception.state().words(),
                                index(exception.told()),
                                exception.told().at().toString(),
                                exception.ended().map(CsvWriter::index).orElse(""),
                                exception
                                        .ended()
                                        .map(ended -> ended.at().toString())
                                        .orElse(""),
                                exception
                                        .acceptance()
                                        .map(AuditException.Acceptance::by)
                                        .orElse(""),
                                exception
                                        .acceptance()
                                        .map(acceptance -> index(acceptance.told()))
                                        .orElse(""),
                                exception
                                        .acceptance()
                                        .map(acceptance ->
                                                acceptance.told().at().toString())
                                        .orElse(""))));
        return csv.out.toString();
    }

    /** Returns the table of samples, with one line per sampled item. */
    public static String samples(FrameworkReport report) {
        CsvWriter csv = new CsvWriter();
        csv.row("check", "subject", "name (not proved)", "entry", "kind", "at", "proof");
        checks(report).forEach(check -> {
            for (PopulationItem item : check.sample().drawn()) {
                csv.row(
                        check.check().code(),
                        item.subject(),
                        report.name(item.subject()),
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

    /** Returns the table of coverage gaps, with one line per gap. */
    public static String gaps(FrameworkReport report) {
        CsvWriter csv = new CsvWriter();
        csv.row("connection", "stream", "problem", "opened", "opened by entry", "closed", "closed by entry");
        for (LedgerEntrySummaries.Gap gap : report.gaps()) {
            csv.row(
                    gap.connection(),
                    gap.stream().value(),
                    gap.problem(),
                    gap.opened().at().toString(),
                    index(gap.opened()),
                    gap.closed().map(closed -> closed.at().toString()).orElse(""),
                    gap.closed().map(CsvWriter::index).orElse(""));
        }
        return csv.out.toString();
    }

    private static List<AuditCheckResult> checks(FrameworkReport report) {
        Map<String, AuditCheckResult> checks = new LinkedHashMap<>();
        report.controls()
                .forEach(control -> control.checks()
                        .forEach(check -> checks.putIfAbsent(check.check().code(), check)));
        return List.copyOf(checks.values());
    }

    private static String index(LedgerPosition told) {
        return String.valueOf(told.index());
    }

    private void row(String... cells) {
        out.append(Stream.of(cells).map(CsvWriter::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String cell(String text) {
        String line = TextNormalization.oneLine(text);
        String first = line.stripLeading();
        String safe = !first.isEmpty() && FORMULA_STARTS.indexOf(first.charAt(0)) >= 0 ? "'" + line : line;
        safe = FORMULA_AFTER_SEMICOLON.matcher(safe).replaceAll("$0'");
        return safe.chars().anyMatch(unit -> unit == ',' || unit == '"' || unit == '\n' || unit == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
