package io.grantkeeper.cli;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.note.Cosignature;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.witness.Witness;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", description = "Shows entries, checkpoints or the public key.")
final class LedgerShowCommand extends ReportCommand {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Parameters(paramLabel = "N", arity = "0..1", description = "Show one entry in full.")
    private Optional<Long> entry = Optional.empty();

    @Option(names = "--last", paramLabel = "N", description = "Number of entries to list (default: ${DEFAULT-VALUE}).")
    private int last = 20;

    @Option(names = "--key", description = "Show only the public key that verifies checkpoints.")
    private boolean key;

    @Option(names = "--checkpoints", description = "Show the published checkpoints instead of entries.")
    private boolean checkpoints;

    /** An entry with its index. */
    record IndexedEntry(long index, JsonNode entry) {}

    @Override
    public Integer call() {
        if (last < 1) {
            throw new IllegalArgumentException("--last is %d, but must be 1 or more".formatted(last));
        }
        try (LedgerOptions.OpenLog log = ledger.open()) {
            if (key) {
                List<String> keys =
                        log.keys().log().stream().map(VerifierKey::toString).toList();
                print(keys, () -> keys.forEach(output().terminal()::line));
            } else if (checkpoints) {
                List<String> notes = log.store().checkpoints(log.tenant(), 0, Integer.MAX_VALUE);
                print(notes, () -> notes.forEach(output().terminal()::line));
            } else {
                SignedNote latest = log.latest();
                long size = LedgerOptions.OpenLog.size(latest);
                long from = entry.orElse(Math.max(0, size - last));
                List<IndexedEntry> entries = read(log, from, entry.isPresent() ? from + 1 : size, size);
                print(entries, () -> print(entries, latest, log.witnesses()));
            }
        }
        return 0;
    }

    private static List<IndexedEntry> read(LedgerOptions.OpenLog log, long from, long to, long size) {
        if (from < 0 || to > size) {
            throw new IllegalArgumentException(
                    "no entry %d; the log has %d entries, numbered from 0".formatted(from, size));
        }
        List<IndexedEntry> entries = new ArrayList<>();
        for (long bundle = from / 256; bundle * 256 < to; bundle++) {
            int width = (int) Math.min(256, size - bundle * 256);
            List<byte[]> leaves = log.tiles().entries(bundle, width).entries();
            for (int i = 0; i < width; i++) {
                long index = bundle * 256 + i;
                if (index >= from && index < to) {
                    entries.add(new IndexedEntry(index, LedgerEntryJson.tree(ImmutableBytes.of(leaves.get(i)))));
                }
            }
        }
        return entries;
    }

    private void print(Object json, Runnable text) {
        output().print(json, terminal -> text.run());
    }

    private void print(List<IndexedEntry> entries, SignedNote latest, Witnesses witnesses) {
        if (entry.isPresent()) {
            output().json(entries.getFirst().entry());
            return;
        }
        TextTable table =
                new TextTable("entry", "when", "what", "about").withIdsIn(3).orIfEmpty("No entries.");
        for (IndexedEntry placed : entries) {
            table.row(
                    String.valueOf(placed.index()),
                    placed.entry().path("at").asString(),
                    placed.entry().path("kind").asString(),
                    placed.entry().path("identity").asString(""));
        }
        table.print(output().terminal());
        output().terminal().line("");
        latest.toString().lines().forEach(output().terminal()::line);
        for (Witness witness : witnesses.all()) {
            describe(witness, latest).ifPresent(output().terminal()::line);
        }
    }

    /**
     * Returns a sentence that states whether a witness cosigned a checkpoint; empty for a former witness that did not.
     */
    private static Optional<String> describe(Witness witness, SignedNote note) {
        return note.signatures().stream()
                .filter(signature -> Cosignature.isValid(witness.key(), note.text(), signature))
                .findFirst()
                .map(signature ->
                        "The witness %s cosigned it at %s.".formatted(witness.name(), Cosignature.seen(signature)))
                .or(() -> witness.url().map(_ -> "The witness %s has not cosigned it.".formatted(witness.name())));
    }
}
