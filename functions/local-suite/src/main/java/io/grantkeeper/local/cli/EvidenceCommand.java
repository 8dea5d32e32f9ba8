package io.grantkeeper.local.cli;

import io.grantkeeper.evidence.access.AccessAsOf;
import io.grantkeeper.evidence.history.LedgerEntries;
import io.grantkeeper.evidence.history.Period;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.Frameworks;
import io.grantkeeper.evidence.output.Csv;
import io.grantkeeper.evidence.output.HtmlPage;
import io.grantkeeper.evidence.output.Oscal;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.Report;
import io.grantkeeper.evidence.report.SignedLog;
import io.grantkeeper.local.report.AccessReport;
import io.grantkeeper.local.report.EvidenceFolder;
import io.grantkeeper.local.report.EvidenceTables;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description =
                "Says what the ledger shows of a framework's controls in a period, or who could reach what on a day.",
        footer = {
            "",
            "Without --format a summary is printed. With --out FOLDER all formats, the checkpoint and the proofs are",
            "written there. The same period and checkpoint give the same bytes."
        })
final class EvidenceCommand implements Callable<Integer> {
    /** Of four digits, as all formats write it. */
    private static final int LATEST_YEAR = 9999;

    /** How reports are written. */
    enum Format {
        OSCAL,
        CSV,
        HTML
    }

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private Output output = new Output();

    @Option(names = "--framework", paramLabel = "NAME", description = "For example soc2; --frameworks lists them.")
    private Optional<String> framework = Optional.empty();

    @Option(names = "--frameworks", description = "List the frameworks that there are mappings for.")
    private boolean list;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day, for example 2026-11-01, in UTC.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "The last day, included.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "oscal, csv or html, on standard output or, with --out, as that file alone.")
    private Optional<Format> format = Optional.empty();

    @Option(names = "--out", paramLabel = "PATH", description = "A folder for everything; with --format, a file.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "SIZE",
            description = "Stand under the checkpoint of this size (default: the first that covers the period).")
    private Optional<Long> checkpoint = Optional.empty();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Who could reach what at the end of this day, or at this instant, as the record tells it.")
    private Optional<String> asOf = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (list) {
            frameworks();
            return 0;
        }
        if (asOf.isPresent()) {
            if (framework.isPresent() || from.isPresent() || to.isPresent() || format.isPresent() || out.isPresent()) {
                throw new IllegalArgumentException(
                        "--as-of asks about one time, so --framework, --from, --to, --format and --out have no place"
                                + " beside it");
            }
            return asOf(instant(asOf.get()));
        }
        return report(framework(), period());
    }

    private Framework framework() {
        return Frameworks.named(framework.orElseThrow(() ->
                new IllegalArgumentException("--framework is missing; name one of %s, or ask about a day with --as-of"
                        .formatted(String.join(", ", Frameworks.codes())))));
    }

    private Period period() {
        for (LocalDate day : List.of(from.orElse(LocalDate.EPOCH), to.orElse(LocalDate.EPOCH))) {
            if (day.getYear() < 1 || day.getYear() > LATEST_YEAR) {
                throw new IllegalArgumentException("the year of '%s' must be from 1 to %d".formatted(day, LATEST_YEAR));
            }
        }
        LocalDate first = from.orElseThrow(() ->
                new IllegalArgumentException("--from is missing: the first day of the period, such as 2026-11-01"));
        LocalDate last = to.orElseThrow(
                () -> new IllegalArgumentException("--to is missing: the last day of the period, such as 2026-11-30"));
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "--from is %s and --to is %s, before it; exchange the two".formatted(first, last));
        }
        return new Period(first, last);
    }

    private int report(Framework chosen, Period period) throws IOException {
        requirePlace();
        Report report;
        try (LedgerOptions.OpenLog log = ledger.open()) {
            report = new EvidenceReport(SignedLog.of(log.store(), log.tenant(), log.keys()))
                    .of(chosen, period, checkpoint);
        }
        if (period.until().isAfter(ledger.workspace().clock().instant())) {
            System.err.println("The period is not over: the report will change until it is.");
        }
        if (format.isPresent()) {
            write(text(report, format.get()));
        } else if (out.isPresent()) {
            List<Path> files = EvidenceFolder.write(report, out.get());
            if (output.isJson()) {
                output.json(EvidenceTables.summary(report));
            } else {
                EvidenceTables.print(output.terminal(), report);
                output.terminal().line("%d files are in %s".formatted(files.size(), out.get()));
            }
        } else if (output.isJson()) {
            output.json(EvidenceTables.summary(report));
        } else {
            EvidenceTables.print(output.terminal(), report);
        }
        return 0;
    }

    /** Before anything is read: a report takes its time. */
    private void requirePlace() {
        if (format.isPresent() && output.isJson()) {
            throw new IllegalArgumentException(
                    "--json prints a summary and --format a report; leave one out (--format oscal is JSON)");
        }
        Optional<Path> file = out.filter(Files::isRegularFile);
        if (format.isEmpty() && file.isPresent()) {
            throw new IllegalArgumentException(
                    "--out must be a folder, but %s is a file; a file is for --format".formatted(file.get()));
        }
        Optional<Path> folder = out.filter(Files::isDirectory);
        if (format.isPresent() && folder.isPresent()) {
            throw new IllegalArgumentException(
                    "--out must be a file with --format, but %s is a folder".formatted(folder.get()));
        }
    }

    private void write(String text) {
        if (out.isPresent()) {
            NamedFile.write(out.get(), text.getBytes(StandardCharsets.UTF_8));
        } else {
            output.terminal().line(text.stripTrailing());
        }
    }

    private static String text(Report report, Format format) {
        return switch (format) {
            case OSCAL -> Oscal.write(report);
            case CSV -> Csv.controls(report);
            case HTML -> HtmlPage.write(report);
        };
    }

    private int asOf(Instant at) {
        AccessAsOf access;
        try (LedgerOptions.OpenLog log = ledger.open()) {
            SignedLog signed = SignedLog.of(log.store(), log.tenant(), log.keys());
            checkpoint.ifPresent(signed::requirePublished);
            access = AccessAsOf.of(new LedgerEntries(signed.entries(), checkpoint.orElse(signed.size())), at);
        }
        if (at.isAfter(ledger.workspace().clock().instant())) {
            System.err.println("That time is not over: the answer is what is known now.");
        }
        if (output.isJson()) {
            output.json(new AccessReport(access, AccessAsOf.LIMITS));
        } else {
            AccessReport.print(output.terminal(), access);
        }
        return 0;
    }

    /** A day means its end: whoever asks about a day means all of it. */
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

    private void frameworks() {
        List<Framework> all = Frameworks.all();
        if (output.isJson()) {
            output.json(all);
        } else {
            EvidenceTables.frameworks(output.terminal(), all);
        }
    }
}
