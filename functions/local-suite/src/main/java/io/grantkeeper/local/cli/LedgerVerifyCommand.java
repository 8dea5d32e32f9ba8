package io.grantkeeper.local.cli;

import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.folder.FolderCheck;
import io.grantkeeper.ledger.folder.LogFolder;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.BundleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks proofs, checkpoints and exported logs offline, with public keys alone.")
final class LedgerVerifyCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "The log's public key, name+id+base64, or a file that holds it; may be repeated.")
    private List<String> keys = List.of();

    @Option(names = "--witness", paramLabel = "KEY", description = "A witness' public key; may be repeated.")
    private List<String> witnesses = List.of();

    @Option(
            names = "--quorum",
            paramLabel = "N",
            description = "How many of the witnesses must have signed (default: all).")
    private Optional<Integer> quorum = Optional.empty();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A proof, a checkpoint, or an exported log's folder.")
    private List<Path> files = List.of();

    /** What became of one file. */
    record Checked(String file, boolean proven, Optional<BundleVerifier.Proven> proof, Optional<String> problem) {}

    @Override
    public Integer call() {
        List<VerifierKey> witnessKeys =
                witnesses.stream().map(LedgerVerifyCommand::key).toList();
        TrustedKeys trusted = new TrustedKeys(
                keys.stream().map(LedgerVerifyCommand::key).toList(), witnessKeys, quorum.orElse(witnessKeys.size()));
        List<Checked> all = new ArrayList<>();
        for (Path file : files) {
            all.add(check(file, trusted));
        }
        if (output.isJson()) {
            output.json(all);
        } else {
            all.forEach(this::print);
        }
        return all.stream().allMatch(Checked::proven) ? 0 : 1;
    }

    private static VerifierKey key(String text) {
        Path file = Path.of(text);
        try {
            return VerifierKey.parse(Files.isRegularFile(file) ? Files.readString(file) : text);
        } catch (IOException e) {
            throw new IllegalArgumentException("the key file %s cannot be read".formatted(file), e);
        }
    }

    private static Checked check(Path file, TrustedKeys trusted) {
        try {
            BundleVerifier.Proven proven = Files.isDirectory(file)
                    ? folder(file, trusted)
                    : new BundleVerifier(trusted).verify(Files.readAllBytes(file));
            return new Checked(file.toString(), true, Optional.of(proven), Optional.empty());
        } catch (NotProvenException e) {
            return new Checked(file.toString(), false, Optional.empty(), Optional.ofNullable(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read".formatted(file), e);
        }
    }

    private static BundleVerifier.Proven folder(Path file, TrustedKeys trusted) throws NotProvenException {
        TrustedKeys.Verified verified = new FolderCheck(new LogFolder(file), trusted).verify(_ -> {});
        return new BundleVerifier.Proven(
                "log",
                verified.checkpoint().origin(),
                verified.checkpoint().size(),
                verified.checkpoint().root().toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("Every one of the %d entries of the log %s is as it was signed; all tiles fit them."
                        .formatted(
                                verified.checkpoint().size(),
                                verified.checkpoint().origin())));
    }

    private void print(Checked checked) {
        output.terminal().line("%s: %s".formatted(checked.file(), checked.proven() ? "proved" : "NOT PROVED"));
        checked.problem().ifPresent(problem -> output.terminal().line("  " + problem));
        checked.proof().ifPresent(proof -> {
            proof.sentences().forEach(sentence -> output.terminal().line("  " + sentence));
            proof.entry().ifPresent(entry -> output.terminal().line("  Entry: " + entry));
        });
    }
}
