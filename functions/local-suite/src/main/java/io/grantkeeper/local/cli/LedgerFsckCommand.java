package io.grantkeeper.local.cli;

import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.log.LogCheck;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.proof.BundleVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fsck",
        mixinStandardHelpOptions = true,
        description =
                "Derives the tree again from the stored entries, and compares all that is stored or was exported.")
final class LedgerFsckCommand implements Callable<Integer> {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description = "A checkpoint that you kept elsewhere; may be repeated. Those exported are always compared.")
    private List<Path> known = List.of();

    @Override
    public Integer call() {
        Map<Path, String> kept = new LinkedHashMap<>();
        known.forEach(file -> kept.put(file, NamedFile.text(file, BundleVerifier.LARGEST)));
        LogCheck.Report report;
        try (LedgerOptions.OpenLog log = ledger.open()) {
            List<String> notes = new ArrayList<>(ledger.workspace().ledger().exported(log.tenant()));
            kept.forEach((file, note) -> requireCheckpoint(file, note, log.keys()));
            notes.addAll(kept.values());
            report = new LogCheck(log.store(), log.keys()).check(log.tenant(), notes);
        }
        if (output.isJson()) {
            output.json(report);
        } else if (report.problems().isEmpty()) {
            output.terminal()
                    .line("All is as it was signed: %d entries, %d tiles, %d checkpoints."
                            .formatted(report.entries(), report.tiles(), report.checkpoints()));
        } else {
            output.terminal().line("NOT AS IT WAS SIGNED. The first place is:");
            report.problems().forEach(problem -> output.terminal().line("  " + problem));
        }
        return report.problems().isEmpty() ? 0 : 1;
    }

    /** What is no checkpoint of this log says nothing against the log. */
    private static void requireCheckpoint(Path file, String note, TrustedKeys keys) {
        try {
            var _ = keys.verify(SignedNote.parse(note, 1), 1);
        } catch (NotProvenException e) {
            throw new IllegalArgumentException(
                    "--known, file %s: %s; name a checkpoint of this log".formatted(file, e.getMessage()), e);
        }
    }
}
