package io.grantkeeper.local.cli;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.proof.BundleVerifier;
import io.grantkeeper.local.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks a proof that 'decisions prove' wrote, by this installation's public key.")
final class DecisionsVerifyCommand implements Callable<Integer> {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard(System.getenv());
        DecisionsProveCommand.File proof = proof();
        try (LedgerOptions.OpenLog log = ledger.open()) {
            BundleVerifier.Proven proven =
                    new BundleVerifier(log.keys()).verify(proof.ledger().getBytes(StandardCharsets.UTF_8));
            proof.decision()
                    .verify(Bytes.of(proven.entry()
                            .orElseThrow(() -> new NotProvenException("the ledger's half proves no entry"))
                            .getBytes(StandardCharsets.UTF_8)));
            terminal.line("The decision is number %d of %d under the root %s."
                    .formatted(
                            proof.decision().index(),
                            proof.decision().size(),
                            proof.decision().root()));
            proven.sentences().forEach(terminal::line);
            return 0;
        } catch (NotProvenException e) {
            terminal.line("Not proven: " + e.getMessage());
            return 1;
        }
    }

    @SuppressWarnings("NullAway") // Jackson leaves what the document lacks as null, whatever the types say
    private DecisionsProveCommand.File proof() {
        DecisionsProveCommand.File proof;
        try {
            proof = ModelJson.read(Files.readString(file), DecisionsProveCommand.File.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file %s cannot be read".formatted(file), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s is no proof that 'decisions prove' wrote".formatted(file), e);
        }
        if (proof == null || proof.decision() == null || proof.ledger() == null) {
            throw new IllegalArgumentException("%s is no proof that 'decisions prove' wrote".formatted(file));
        }
        return proof;
    }
}
