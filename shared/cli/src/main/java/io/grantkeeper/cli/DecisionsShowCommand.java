package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.decision.DecisionInclusionProof;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one decision and everything it was based on.")
final class DecisionsShowCommand extends StoresCommand {
    @Parameters(paramLabel = "ID", description = "The decision's id, as shown by 'grantkeeper decisions list'.")
    private String id = "";

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        String document = stores.decisions()
                .document(config.tenant(), id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "decision '%s' not found; see 'grantkeeper decisions list'".formatted(id)));
        requireUnchanged(stores, config.tenant(), document);
        if (output().isJson()) {
            output().terminal().json(document);
        } else {
            print(output().terminal(), DecisionJson.read(document));
            if (stores instanceof ConsoleApiStores) {
                output().terminal()
                        .line(
                                "Not checked against the ledger, because a server returns no proofs to commands; the console checks the decision.");
            }
        }
        return 0;
    }

    /**
     * Checks that the decision matches the batch and the ledger entry that record it. Checks nothing if the decision is
     * not in the ledger yet.
     *
     * @throws LedgerCorruptedException if the decision does not match
     */
    private void requireUnchanged(LocalSuiteStores stores, TenantId tenant, String document) {
        stores.decisionBatches().batchOf(tenant, id).ifPresent(batch -> {
            DecisionInclusionProof proof = DecisionInclusionProof.of(id, document, batch);
            stores.log().indexOf(tenant, EntryIds.ofDecisionBatch(batch)).ifPresent(index -> {
                List<byte[]> entries =
                        stores.log().entries(tenant, index / TileId.WIDTH).entries();
                try {
                    proof.verify(ImmutableBytes.of(entries.get((int) (index % TileId.WIDTH))));
                } catch (ProofFailedException e) {
                    throw new LedgerCorruptedException(
                            "the batch of decision '%s' differs from what the ledger recorded: %s; run 'grantkeeper ledger fsck'"
                                    .formatted(id, e.getMessage()),
                            e);
                }
            });
        });
    }

    private static void print(TerminalOutput terminal, RecordedDecision made) {
        var request = made.request();
        terminal.line("%s asked to %s %s %s"
                .formatted(
                        RequestActor.of(request).description(),
                        request.action(),
                        request.resource().type(),
                        request.resource().id()));
        terminal.line("%s at %s, in %d µs, under policy set %s"
                .formatted(
                        made.decision().permitted() ? "permitted" : "denied",
                        made.at(),
                        made.took().toNanos() / 1_000,
                        made.decision().version()));
        made.decision().reasons().forEach(reason -> terminal.line("  " + reason));
        for (PolicyEvaluation evaluation : made.decision().judgements()) {
            terminal.line("  %s (%s): %s"
                    .formatted(
                            evaluation.policy(),
                            evaluation.stage().code(),
                            evaluation.effect().code()));
        }
        made.approval().ifPresent(approval -> terminal.line("  covered by approval " + approval));
        made.failure().ifPresent(failure -> terminal.line("  internal failure: " + failure));
    }
}
