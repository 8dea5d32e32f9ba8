package io.grantkeeper.cli;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.proof.ConsistencyBundle;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prove",
        description =
                "Writes a proof, which anyone can verify, that an entry is in the log or that the log is append-only.")
final class LedgerProveCommand extends ReportCommand {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @ArgGroup(multiplicity = "1")
    private ProofTarget what = new ProofTarget();

    /** The subject of the proof: exactly one of the three options. */
    static final class ProofTarget {
        @Option(
                names = "--entry",
                paramLabel = "N",
                description = "Prove that the log contains the entry with this index.")
        private Optional<Long> entry = Optional.empty();

        @Option(names = "--id", paramLabel = "ID", description = "Prove that the log contains the entry with this id.")
        private Optional<String> id = Optional.empty();

        @Option(
                names = "--since",
                paramLabel = "SIZE|FILE",
                description =
                        "Prove that the log extends an older checkpoint: the size of a published checkpoint, or a checkpoint file.")
        private Optional<String> since = Optional.empty();
    }

    @Option(names = "--out", paramLabel = "FILE", description = "Output file (default: standard output).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws ProofFailedException {
        byte[] proof = proof();
        out.ifPresent(file -> CommandLineFile.write(file, proof));
        if (output().isJson()) {
            output().json(Map.of(
                    "file",
                    out.map(Path::toString).orElse(""),
                    "bytes",
                    proof.length,
                    "proof",
                    new String(proof, StandardCharsets.UTF_8)));
        } else if (out.isEmpty()) {
            System.out.write(proof, 0, proof.length);
            System.out.flush();
        } else {
            output().terminal().line("Wrote the proof to %s, %d bytes".formatted(out.get(), proof.length));
        }
        return 0;
    }

    private byte[] proof() throws ProofFailedException {
        long named = Stream.of(what.entry, what.id, what.since)
                .filter(Optional::isPresent)
                .count();
        if (named != 1) {
            throw new IllegalArgumentException("use exactly one of --entry, --id and --since");
        }
        try (LedgerOptions.OpenLog log = ledger.open()) {
            return what.since.isPresent() ? consistency(log, what.since.get()) : inclusion(log);
        }
    }

    private byte[] inclusion(LedgerOptions.OpenLog log) {
        SignedNote latest = log.latest();
        long size = LedgerOptions.OpenLog.size(latest);
        long index = what.entry.orElseGet(() -> log.indexOf(what.id.orElseThrow()));
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "no entry %d under the latest checkpoint, which has %d entries, numbered from 0"
                            .formatted(index, size));
        }
        return log.inclusion(index);
    }

    /**
     * Returns a proof that the latest checkpoint is consistent with an older one.
     *
     * @param since the older checkpoint
     * @throws ProofFailedException if the proof cannot be verified, which means that the log does not extend the log of
     *     the older checkpoint
     */
    private static byte[] consistency(LedgerOptions.OpenLog log, String since) throws ProofFailedException {
        SignedNote latest = log.latest();
        SignedNote older = older(log, since);
        long from = LedgerOptions.OpenLog.size(older);
        long to = LedgerOptions.OpenLog.size(latest);
        if (from < 1 || from > to) {
            throw new IllegalArgumentException(
                    "--since names a checkpoint of %s entries, but its size must be between 1 and %d, the size of the latest checkpoint"
                            .formatted(Long.toUnsignedString(from), to));
        }
        byte[] proof = ConsistencyBundle.of(older, log.tiles().proofs(to).consistency(from, to), latest)
                .encode();
        try {
            new ProofBundleVerifier(log.keys()).verify(proof);
        } catch (ProofFailedException e) {
            throw new ProofFailedException(
                    "the log does not extend the checkpoint that --since names: " + e.getMessage());
        }
        return proof;
    }

    private static SignedNote older(LedgerOptions.OpenLog log, String since) {
        if (!since.matches("[0-9]{1,18}")) {
            return checkpoint(Path.of(since));
        }
        long size = Long.parseLong(since);
        return log.store().checkpoints(log.tenant(), size, 1).stream()
                .map(LedgerOptions.OpenLog::parse)
                .filter(note -> LedgerOptions.OpenLog.size(note) == size)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no checkpoint of size %d was published; see 'grantkeeper ledger show --checkpoints'"
                                .formatted(size)));
    }

    private static SignedNote checkpoint(Path file) {
        String text = CommandLineFile.text(file, ProofBundleVerifier.LARGEST);
        try {
            SignedNote note = SignedNote.parse(text, 1);
            var _ = Checkpoint.parse(note.text(), 1);
            return note;
        } catch (ProofFailedException e) {
            throw new IllegalArgumentException(
                    "--since must be the size of a checkpoint or a checkpoint file, but %s is neither: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
