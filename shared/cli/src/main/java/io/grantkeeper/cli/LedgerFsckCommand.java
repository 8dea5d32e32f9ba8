package io.grantkeeper.cli;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import io.grantkeeper.ledger.record.StoredApprovalVerifier;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fsck",
        description =
                "Rebuilds the tree from the stored entries, and compares it with everything stored or exported, and"
                        + " with the approvals of record.")
final class LedgerFsckCommand extends ReportCommand {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description =
                    "A checkpoint that you stored elsewhere, or a folder of them, such as a copy of an installation's"
                            + " bucket; can be repeated. Checkpoints exported to the data folder are always compared.")
    private List<Path> known = List.of();

    @Override
    public Integer call() {
        Map<Path, String> kept = new LinkedHashMap<>();
        known.stream()
                .flatMap(LedgerFsckCommand::files)
                .forEach(file -> kept.put(file, CommandLineFile.text(file, ProofBundleVerifier.LARGEST)));
        LogFsck.Report report = report(kept);
        output().print(report, terminal -> print(terminal, report));
        return report.problems().isEmpty() ? 0 : 1;
    }

    private LogFsck.Report report(Map<Path, String> kept) {
        try (LedgerOptions.OpenLog log = ledger.open()) {
            List<String> notes = new ArrayList<>(ledger.exported(log.tenant()));
            kept.forEach((file, note) -> requireCheckpoint(file, note, log.keys()));
            notes.addAll(kept.values());
            return new LogFsck(
                            log.store(),
                            log.keys(),
                            log.stores().ledgerItems(),
                            new StoredApprovalVerifier(log.stores().saltStore()))
                    .check(log.tenant(), notes);
        }
    }

    private static Stream<Path> files(Path known) {
        if (!Files.isDirectory(known)) {
            return Stream.of(known);
        }
        try (Stream<Path> files = Files.walk(known)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new IllegalArgumentException("--known, folder %s cannot be listed".formatted(known), e);
        }
    }

    private static void print(TerminalOutput terminal, LogFsck.Report report) {
        if (report.problems().isEmpty()) {
            terminal.line("Everything matches what was signed: %d entries, %d tiles, %d checkpoints, %d stored items."
                    .formatted(report.entries(), report.tiles(), report.checkpoints(), report.items()));
        } else {
            terminal.line("DOES NOT MATCH WHAT WAS SIGNED. The first difference is:");
            report.problems().forEach(problem -> terminal.line("  " + problem));
        }
    }

    /** Rejects a file that is not a checkpoint of this log, because such a file is not evidence against the log. */
    private static void requireCheckpoint(Path file, String note, TrustedKeys keys) {
        try {
            var _ = keys.verify(SignedNote.parse(note, 1), 1);
        } catch (ProofFailedException e) {
            throw new IllegalArgumentException(
                    "--known, file %s: %s; use a checkpoint of this log".formatted(file, e.getMessage()), e);
        }
    }
}
