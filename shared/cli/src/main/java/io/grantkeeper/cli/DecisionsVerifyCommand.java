package io.grantkeeper.cli;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies a proof from 'decisions prove' with this installation's public key.")
final class DecisionsVerifyCommand implements Callable<Integer> {
    /** The maximum size of a proof, in bytes. A proof of the largest decision is smaller than 100 KB. */
    private static final int MAX_PROOF = 10_000_000;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        TerminalOutput terminal = SystemTerminal.standard();
        DecisionsProveCommand.ProofFile proof = proof();
        try (LedgerOptions.OpenLog log = ledger.open()) {
            ProofBundleVerifier.Proven proven =
                    new ProofBundleVerifier(log.keys()).verify(proof.ledger().getBytes(StandardCharsets.UTF_8));
            proof.decision()
                    .verify(ImmutableBytes.of(proven.entry()
                            .orElseThrow(
                                    () -> new ProofFailedException("the ledger part of the proof contains no entry"))
                            .getBytes(StandardCharsets.UTF_8)));
            terminal.line("The decision is number %d of %d under root %s."
                    .formatted(
                            proof.decision().index(),
                            proof.decision().size(),
                            proof.decision().root()));
            proven.sentences().forEach(terminal::line);
            return 0;
        } catch (ProofFailedException e) {
            terminal.line("Not proved: " + e.getMessage());
            return 1;
        }
    }

    @SuppressWarnings("NullAway") // Jackson sets missing members to null, even if their type is non-null
    private DecisionsProveCommand.ProofFile proof() {
        DecisionsProveCommand.ProofFile proof;
        try {
            proof = ModelJson.read(CommandLineFile.text(file, MAX_PROOF), DecisionsProveCommand.ProofFile.class);
        } catch (JacksonException _) {
            throw noProof(); // the parser's message has several lines and describes JSON, not the proof
        }
        boolean complete = proof != null
                && proof.ledger() != null
                && proof.decision() != null
                && proof.decision().document() != null
                && proof.decision().root() != null;
        if (!complete) {
            throw noProof();
        }
        return proof;
    }

    private IllegalArgumentException noProof() {
        return new IllegalArgumentException(
                "%s is not a complete proof from 'decisions prove'; write it again with 'decisions prove --out'"
                        .formatted(file));
    }
}
