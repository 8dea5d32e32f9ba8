package io.grantkeeper.cli;

import io.grantkeeper.ledger.folder.LogFolder;
import io.grantkeeper.ledger.note.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the whole log as files in the C2SP tlog-tiles layout, which public tools can read.")
final class LedgerExportCommand implements Callable<Integer> {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "Output folder.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        if (Files.isRegularFile(folder)) {
            throw new IllegalArgumentException("--to must be a folder, but %s is a file".formatted(folder));
        }
        try (LedgerOptions.OpenLog log = ledger.open()) {
            SignedNote latest = log.latest();
            long size = LedgerOptions.OpenLog.size(latest);
            int files = new LogFolder(folder).write(log.tiles(), size, latest.toString());
            if (output.isJson()) {
                output.json(Map.of("folder", folder.toString(), "entries", size, "files", files));
            } else {
                output.terminal()
                        .line(
                                "Wrote %d entries to %s, in %d files; verify them with: grantkeeper ledger verify --key KEY %s"
                                        .formatted(size, folder, files, folder));
            }
        }
        return 0;
    }
}
