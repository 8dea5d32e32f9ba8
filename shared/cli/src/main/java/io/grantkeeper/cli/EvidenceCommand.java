package io.grantkeeper.cli;

import io.grantkeeper.evidence.access.AccessAsOf;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.history.LedgerEntryReader;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.output.CsvWriter;
import io.grantkeeper.evidence.output.EvidenceHtmlPage;
import io.grantkeeper.evidence.output.OscalAssessmentResults;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.evidence.report.SignedLog;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.reports.AccessReport;
import io.grantkeeper.reports.EvidenceFolder;
import io.grantkeeper.reports.EvidenceTables;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evidence",
        description =
                "Reports what the ledger shows for a framework's controls in a period, or who could access what on a"
                        + " day.",
        footer = {
            "",
            "Without --format, prints a summary. With --out FOLDER, writes all formats, the checkpoint and the proofs",
            "to that folder. The same period and checkpoint always produce identical files."
        })
final class EvidenceCommand extends ReportCommand {
    /** The latest allowed year; all formats write the year with four digits. */
    private static final int LATEST_YEAR = 9999;

    /** The formats of a report. */
    enum Format {
        OSCAL,
        CSV,
        HTML
    }

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(names = "--framework", paramLabel = "NAME", description = "Framework, such as soc2; see --frameworks.")
    private Optional<String> framework = Optional.empty();

    @Option(names = "--frameworks", description = "List the available frameworks.")
    private boolean list;

    @Option(names = "--from", paramLabel = "DATE", description = "First day of the period in UTC, such as 2026-11-01.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "Last day of the period, inclusive.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "oscal, csv or html: write one format to standard output, or to the --out file.")
    private Optional<Format> format = Optional.empty();

    @Option(names = "--out", paramLabel = "PATH", description = "Output folder; with --format, the output file.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "SIZE",
            description = "Use the checkpoint of this size (default: the first that covers the period).")
    private Optional<Long> checkpoint = Optional.empty();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "Report who could access what at the end of this day or at this instant, according to the ledger.")
    private Optional<String> reportAccess = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (list) {
            listFrameworks();
            return 0;
        }
        if (reportAccess.isPresent()) {
            if (framework.isPresent() || from.isPresent() || to.isPresent() || format.isPresent() || out.isPresent()) {
                throw new IllegalArgumentException(
                        "--as-of reports on a single time; do not combine it with --framework, --from, --to, --format"
                                + " or --out");
            }
            return reportAccess(instant(reportAccess.get()));
        }
        return report(framework(), period());
    }

    private Framework framework() {
        return FrameworkReader.byCode(framework.orElseThrow(
                () -> new IllegalArgumentException("--framework is missing; use one of %s, or --as-of for a single day"
                        .formatted(String.join(", ", FrameworkReader.codes())))));
    }

    private AuditPeriod period() {
        for (LocalDate day : List.of(from.orElse(LocalDate.EPOCH), to.orElse(LocalDate.EPOCH))) {
            if (day.getYear() < 1 || day.getYear() > LATEST_YEAR) {
                throw new IllegalArgumentException("the year of '%s' must be from 1 to %d".formatted(day, LATEST_YEAR));
            }
        }
        LocalDate first = from.orElseThrow(() -> new IllegalArgumentException(
                "--from is missing: give the first day of the period, such as 2026-11-01"));
        LocalDate last = to.orElseThrow(() ->
                new IllegalArgumentException("--to is missing: give the last day of the period, such as 2026-11-30"));
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("--from %s is after --to %s; swap the two dates".formatted(first, last));
        }
        return new AuditPeriod(first, last);
    }

    private int report(Framework chosen, AuditPeriod period) throws IOException {
        checkOutputOptions();
        FrameworkReport report;
        try (LedgerOptions.OpenLog log = ledger.open()) {
            FrameworkReport proven = new EvidenceReport(SignedLog.of(log.store(), log.tenant(), log.keys()))
                    .of(chosen, period, checkpoint);
            report = proven.withNames(names(log, proven)).withExposure(exposure(log, period));
        }
        if (period.until().isAfter(ledger.workspace().clock().instant())) {
            TerminalOutput.errors().line("The period is not over; until it ends, the report can change.");
        }
        if (format.isPresent()) {
            write(text(report, format.get()), format.get());
        } else if (out.isPresent()) {
            List<Path> files = EvidenceFolder.write(report, out.get());
            output().print(EvidenceTables.summary(report), terminal -> {
                EvidenceTables.print(terminal, report);
                terminal.line("%d files written to %s".formatted(files.size(), out.get()));
            });
        } else output().print(EvidenceTables.summary(report), terminal -> EvidenceTables.print(terminal, report));
        return 0;
    }

    /**
     * Returns the current names of the identities in a report. Omits names that contain an address, because they could
     * identify a person.
     */
    private static SortedMap<String, String> names(LedgerOptions.OpenLog log, FrameworkReport report) {
        SortedMap<String, String> names = new TreeMap<>();
        for (IdentityId identity : report.identities()) {
            log.stores()
                    .access()
                    .outline(log.tenant(), identity)
                    .map(outline -> outline.identity().content().displayName().text())
                    .filter(name -> !name.contains("@"))
                    .ifPresent(name -> names.put(identity.toString(), name));
        }
        return names;
    }

    private PathExposure exposure(LedgerOptions.OpenLog log, AuditPeriod period) {
        return PathsCommand.exposure(
                ledger.workspace().config(),
                log.stores(),
                period.last(),
                ledger.workspace().clock().instant());
    }

    /** Checks the output options. Called before the report is created, because creating it takes a while. */
    private void checkOutputOptions() {
        if (format.isPresent() && output().isJson()) {
            throw new IllegalArgumentException(
                    "--json prints a summary and --format prints a report; use one of them (--format oscal is JSON)");
        }
        Optional<Path> file = out.filter(Files::isRegularFile);
        if (format.isEmpty() && file.isPresent()) {
            throw new IllegalArgumentException(
                    "--out must be a folder, but %s is a file; use a file only with --format".formatted(file.get()));
        }
        Optional<Path> folder = out.filter(Files::isDirectory);
        if (format.isPresent() && folder.isPresent()) {
            throw new IllegalArgumentException(
                    "--out must be a file with --format, but %s is a folder".formatted(folder.get()));
        }
    }

    private void write(String text, Format form) {
        if (out.isPresent()) {
            CommandLineFile.write(out.get(), text.getBytes(StandardCharsets.UTF_8));
        } else if (form == Format.OSCAL) {
            output().terminal().json(text.stripTrailing());
        } else {
            output().terminal().block(text.stripTrailing());
        }
    }

    private static String text(FrameworkReport report, Format format) {
        return switch (format) {
            case OSCAL -> OscalAssessmentResults.write(report);
            case CSV -> CsvWriter.controls(report);
            case HTML -> EvidenceHtmlPage.write(report);
        };
    }

    private int reportAccess(Instant at) {
        AccessAsOf access;
        try (LedgerOptions.OpenLog log = ledger.open()) {
            SignedLog signed = SignedLog.of(log.store(), log.tenant(), log.keys());
            checkpoint.ifPresent(signed::requirePublished);
            access = AccessAsOf.of(new LedgerEntryReader(signed.entries(), checkpoint.orElse(signed.size())), at);
        }
        if (at.isAfter(ledger.workspace().clock().instant())) {
            TerminalOutput.errors().line("The time of --as-of is in the future; this report shows what is known now.");
        }
        output().print(new AccessReport(access, AccessAsOf.LIMITS), terminal -> AccessReport.print(terminal, access));
        return 0;
    }

    /**
     * Parses an instant or a day. A day is interpreted as the end of the day, so that the report includes the whole
     * day.
     */
    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusNanos(1);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--as-of is '%s', but must be a day such as 2026-11-24 or an instant such as 2026-11-24T12:00:00Z"
                            .formatted(text),
                    e);
        }
    }

    private void listFrameworks() {
        List<Framework> all = FrameworkReader.all();
        output().print(all, terminal -> EvidenceTables.frameworks(terminal, all));
    }
}
