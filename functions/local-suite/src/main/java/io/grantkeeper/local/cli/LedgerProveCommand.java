package io.grantkeeper.local.cli;

import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.proof.BundleVerifier;
import io.grantkeeper.ledger.proof.ConsistencyBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Writes a proof that anybody can check: that an entry is in the log, or that the log only grew.")
final class LedgerProveCommand implements Callable<Integer> {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private Output output = new Output();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** One of the three. */
    static final class What {
        @Option(names = "--entry", paramLabel = "N", description = "The entry with this number.")
        private Optional<Long> entry = Optional.empty();

        @Option(names = "--id", paramLabel = "ID", description = "The entry with this id.")
        private Optional<String> id = Optional.empty();

        @Option(
                names = "--since",
                paramLabel = "SIZE|FILE",
                description = "That the log begins with an older one: by the size of a checkpoint, or a file with one.")
        private Optional<String> since = Optional.empty();
    }

    @Option(names = "--out", paramLabel = "FILE", description = "Where it is written (default: standard output).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws NotProvenException {
        byte[] proof = proof();
        out.ifPresent(file -> NamedFile.write(file, proof));
        if (output.isJson()) {
            output.json(Map.of(
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
            output.terminal().line("%s holds the proof, %d bytes".formatted(out.get(), proof.length));
        }
        return 0;
    }

    private byte[] proof() throws NotProvenException {
        long named = Stream.of(what.entry, what.id, what.since)
                .filter(Optional::isPresent)
                .count();
        if (named != 1) {
            throw new IllegalArgumentException("name one of --entry, --id and --since, and only one");
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
                    "there is no entry %d under the latest checkpoint, which has %d; they are counted from 0"
                            .formatted(index, size));
        }
        return log.inclusion(index);
    }

    /** A proof that would not hold is not written: then the log does not begin with the older one. */
    private static byte[] consistency(LedgerOptions.OpenLog log, String since) throws NotProvenException {
        SignedNote latest = log.latest();
        SignedNote older = older(log, since);
        long from = LedgerOptions.OpenLog.size(older);
        long to = LedgerOptions.OpenLog.size(latest);
        if (from < 1 || from > to) {
            throw new IllegalArgumentException(
                    "--since is of %s entries, but must be of 1 to the %d that the latest checkpoint has"
                            .formatted(Long.toUnsignedString(from), to));
        }
        byte[] proof = ConsistencyBundle.of(older, log.tiles().proofs(to).consistency(from, to), latest)
                .encode();
        try {
            new BundleVerifier(log.keys()).verify(proof);
        } catch (NotProvenException e) {
            throw new NotProvenException("the log does not begin with what --since names: " + e.getMessage());
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
                        "no checkpoint of size %d was published; 'grantkeeper ledger show --checkpoints' lists them"
                                .formatted(size)));
    }

    private static SignedNote checkpoint(Path file) {
        String text = NamedFile.text(file, BundleVerifier.LARGEST);
        try {
            SignedNote note = SignedNote.parse(text, 1);
            var _ = Checkpoint.parse(note.text(), 1);
            return note;
        } catch (NotProvenException e) {
            throw new IllegalArgumentException(
                    "--since must be the size of a checkpoint or a file with one, but %s is none: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
