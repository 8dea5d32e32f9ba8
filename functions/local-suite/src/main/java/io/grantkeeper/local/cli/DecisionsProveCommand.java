package io.grantkeeper.local.cli;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.decision.DecisionProof;
import io.grantkeeper.ledger.decision.SealDecisions;
import io.grantkeeper.policy.store.DecisionBatch;
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
        description = "Writes a proof that a decision was made as it is kept, and is in the ledger.")
final class DecisionsProveCommand implements Callable<Integer> {
    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Parameters(paramLabel = "ID", description = "As 'grantkeeper decisions list' shows it.")
    private String id = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where it is written (default: standard output).")
    private Optional<Path> out = Optional.empty();

    /**
     * Both halves.
     *
     * @param ledger the tlog-proof of the entry that tells of the decision's root
     */
    record File(DecisionProof decision, String ledger) {}

    @Override
    public Integer call() {
        String json;
        try (LedgerOptions.OpenLog log = ledger.open()) {
            String document = log.stores()
                    .decisions()
                    .document(log.tenant(), id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no decision is called '%s'; see 'grantkeeper decisions list'".formatted(id)));
            DecisionBatch batch = log.stores()
                    .decisionBatches()
                    .batchOf(log.tenant(), id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the decision '%s' is not in the ledger yet; it will be within a minute".formatted(id)));
            byte[] entry = log.inclusion(log.indexOf(SealDecisions.entryOf(batch)));
            json = ModelJson.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                            new File(DecisionProof.of(id, document, batch), new String(entry, StandardCharsets.UTF_8)));
        }
        if (out.isPresent()) {
            NamedFile.write(out.get(), (json + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            System.out.println(json);
        }
        return 0;
    }
}
