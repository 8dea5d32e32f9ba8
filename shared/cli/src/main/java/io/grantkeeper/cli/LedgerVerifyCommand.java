package io.grantkeeper.cli;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.folder.LogFolder;
import io.grantkeeper.ledger.folder.LogFolderVerifier;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import io.grantkeeper.ledger.witness.Witness;
import io.grantkeeper.ledger.witness.Witnesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Verifies proofs, checkpoints and exported logs offline, using only public keys.")
final class LedgerVerifyCommand extends ReportCommand {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "The log's public key, name+id+base64, or a file that contains it; can be repeated.")
    private List<String> keys = List.of();

    @Option(names = "--witness", paramLabel = "KEY", description = "A witness's public key; can be repeated.")
    private List<String> witnesses = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration whose witnesses must have signed, in addition to those of --witness.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--quorum",
            paramLabel = "N",
            description =
                    "Number of witnesses that must have signed (default: all, except configured ones without a URL).")
    private Optional<Integer> quorum = Optional.empty();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A proof, a checkpoint, or the folder of an exported log.")
    private List<Path> files = List.of();

    /**
     * The result for one file.
     *
     * @param proof what was proved; empty if the verification failed
     * @param problem why the verification failed; empty if it succeeded
     */
    record Checked(String file, boolean proven, Optional<ProofBundleVerifier.Proven> proof, Optional<String> problem) {}

    @Override
    public Integer call() {
        Set<VerifierKey> required = witnesses.stream()
                .map(text -> key("--witness", SignatureType.COSIGNATURE, text))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Witness> configured = config.map(WorkspaceOptions::config)
                .map(WorkspaceOptions::witnesses)
                .orElseGet(Witnesses::none)
                .all();
        configured.stream()
                .filter(witness -> witness.url().isPresent())
                .map(Witness::key)
                .forEach(required::add);
        Set<VerifierKey> witnessKeys = new LinkedHashSet<>(required);
        configured.stream().map(Witness::key).forEach(witnessKeys::add);
        int needed = quorum.orElse(required.size());
        if (needed < 0 || needed > witnessKeys.size()) {
            throw new IllegalArgumentException(
                    "--quorum is %d, but must be between 0 and the number of witness keys (%d)"
                            .formatted(needed, witnessKeys.size()));
        }
        TrustedKeys trusted = new TrustedKeys(
                keys.stream()
                        .map(text -> key("--key", SignatureType.ED25519, text))
                        .toList(),
                List.copyOf(witnessKeys),
                needed);
        List<Checked> all = new ArrayList<>();
        for (Path file : files) {
            all.add(check(file, trusted));
        }
        output().print(all, terminal -> all.forEach(this::print));
        return all.stream().allMatch(Checked::proven) ? 0 : 1;
    }

    private static VerifierKey key(String option, SignatureType type, String text) {
        Path file = Path.of(text);
        boolean isFile = Files.isRegularFile(file);
        try {
            VerifierKey key =
                    VerifierKey.parse(isFile ? CommandLineFile.text(file, ProofBundleVerifier.LARGEST) : text);
            if (key.type() != type) {
                throw new IllegalArgumentException(
                        switch (type) {
                            case ED25519 -> "this is a witness key; pass it with --witness";
                            case COSIGNATURE -> "this is a log key; pass it with --key";
                        });
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s%s: %s%s"
                            .formatted(
                                    option,
                                    isFile ? ", file " + file : "",
                                    e.getMessage(),
                                    isFile || text.contains("+") ? "" : "; there is no file of that name either"),
                    e);
        }
    }

    private static Checked check(Path file, TrustedKeys trusted) {
        try {
            ProofBundleVerifier.Proven proven = Files.isDirectory(file)
                    ? folder(file, trusted)
                    : new ProofBundleVerifier(trusted).verify(CommandLineFile.bytes(file, ProofBundleVerifier.LARGEST));
            return new Checked(file.toString(), true, Optional.of(proven), Optional.empty());
        } catch (ProofFailedException e) {
            return new Checked(file.toString(), false, Optional.empty(), Optional.ofNullable(e.getMessage()));
        }
    }

    private static ProofBundleVerifier.Proven folder(Path file, TrustedKeys trusted) throws ProofFailedException {
        TrustedKeys.Verified verified = new LogFolderVerifier(new LogFolder(file), trusted).verify(_ -> {});
        List<String> sentences = new ArrayList<>();
        sentences.add("All %d entries of the log %s match the signed checkpoint, and all tiles match the entries."
                .formatted(verified.checkpoint().size(), verified.checkpoint().origin()));
        sentences.addAll(ProofBundleVerifier.describeSignatures(verified, trusted));
        return new ProofBundleVerifier.Proven(
                "log",
                verified.checkpoint().origin(),
                verified.checkpoint().size(),
                verified.checkpoint().root().toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sentences);
    }

    private void print(Checked checked) {
        output().terminal().line("%s: %s".formatted(checked.file(), checked.proven() ? "proved" : "NOT PROVED"));
        checked.problem().ifPresent(problem -> output().terminal().line("  " + problem));
        checked.proof().ifPresent(proof -> {
            proof.sentences().forEach(sentence -> output().terminal().line("  " + sentence));
            proof.entry().ifPresent(entry -> output().terminal().line("  Entry: " + entry));
        });
    }
}
