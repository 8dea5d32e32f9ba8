package io.grantkeeper.local.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.policy.decision.Judgement;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.RecordedDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one decision with all that it rests on.")
final class DecisionsShowCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "ID", description = "As 'grantkeeper decisions list' shows it.")
    private String id = "";

    @Override
    public Integer call() {
        TenantId tenant = workspace.config().tenant();
        try (SuiteStores stores = workspace.stores()) {
            String document = stores.decisions()
                    .document(tenant, id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no decision is called '%s'; see 'grantkeeper decisions list'".formatted(id)));
            if (output.isJson()) {
                output.terminal().line(document);
            } else {
                print(output.terminal(), DecisionJson.read(document));
            }
            return 0;
        }
    }

    private static void print(Terminal terminal, RecordedDecision made) {
        var request = made.request();
        terminal.line("%s asked to %s %s %s"
                .formatted(
                        request.subject().id(),
                        request.action(),
                        request.resource().type(),
                        request.resource().id()));
        terminal.line("%s at %s, in %d µs, under %s"
                .formatted(
                        made.decision().permitted() ? "permitted" : "denied",
                        made.at(),
                        made.took().toNanos() / 1_000,
                        made.decision().version()));
        made.decision().reasons().forEach(reason -> terminal.line("  " + reason));
        for (Judgement judgement : made.decision().judgements()) {
            terminal.line("  %s (%s): %s"
                    .formatted(
                            judgement.policy(),
                            judgement.stage().code(),
                            judgement.effect().code()));
        }
        made.approval().ifPresent(approval -> terminal.line("  covered by approval " + approval));
        made.failure().ifPresent(failure -> terminal.line("  failed inside: " + failure));
    }
}
