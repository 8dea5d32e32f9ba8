package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.text.TextNormalization;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.decision.DecisionInclusionProof;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Writes a proof that a recorded decision is unchanged and in the ledger.")
final class DecisionsProveCommand implements Callable<Integer> {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Parameters(paramLabel = "ID", description = "The decision's id, as shown by 'grantkeeper decisions list'.")
    private String id = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Output file (default: standard output).")
    private Optional<Path> out = Optional.empty();

    /**
     * The two parts of the proof.
     *
     * @param decision the inclusion proof of the decision under the root of its batch
     * @param ledger the tlog-proof of the ledger entry that contains this root
     */
    record ProofFile(DecisionInclusionProof decision, String ledger) {}

    /** Returns the exception for a decision that is recorded but not yet covered by a signed checkpoint. */
    private IllegalArgumentException notInLedgerYet() {
        return new IllegalArgumentException("decision '%s' is recorded but not in the ledger yet; %s"
                .formatted(TextNormalization.oneLine(id), LedgerOptions.NEXT_SEAL));
    }

    @Override
    public Integer call() {
        if (ledger.workspace().usesServer()) {
            throw ConsoleApiStores.refused();
        }
        String json;
        try (LedgerOptions.OpenLog log = ledger.open()) {
            String document = log.stores()
                    .decisions()
                    .document(log.tenant(), id)
                    .orElseThrow(() ->
                            new IllegalArgumentException("decision '%s' not found; see 'grantkeeper decisions list'"
                                    .formatted(TextNormalization.oneLine(id))));
            DecisionBatch batch =
                    log.stores().decisionBatches().batchOf(log.tenant(), id).orElseThrow(this::notInLedgerYet);
            long index = log.store()
                    .indexOf(log.tenant(), EntryIds.ofDecisionBatch(batch))
                    .filter(position -> position < log.signedSize())
                    .orElseThrow(this::notInLedgerYet);
            DecisionInclusionProof proof = DecisionInclusionProof.of(id, document, batch);
            requireRecorded(proof, log.leaf(index));
            byte[] entry = log.inclusion(index);
            json = ModelJson.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new ProofFile(proof, new String(entry, StandardCharsets.UTF_8)));
        }
        if (out.isPresent()) {
            CommandLineFile.write(out.get(), (json + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            TerminalOutput documents = TerminalOutput.documents();
            documents.json(json);
            documents.flush();
        }
        return 0;
    }

    /**
     * Verifies the proof against the ledger entry, so that the command never writes a proof that does not verify.
     *
     * @throws LedgerCorruptedException if the proof does not verify
     */
    private void requireRecorded(DecisionInclusionProof proof, ImmutableBytes entry) {
        try {
            proof.verify(entry);
        } catch (ProofFailedException e) {
            throw new LedgerCorruptedException(
                    "no proof of decision '%s' can be written: %s; run 'grantkeeper ledger fsck'"
                            .formatted(id, e.getMessage()),
                    e);
        }
    }
}
