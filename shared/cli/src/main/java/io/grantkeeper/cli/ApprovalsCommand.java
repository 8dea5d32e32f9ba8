package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "approvals",
        mixinStandardHelpOptions = true,
        description = "Lists access requests and their status, newest first.")
final class ApprovalsCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--pending", description = "Only requests that are waiting for an answer.")
    private boolean pending;

    @Override
    public Integer call() {
        TenantId tenant = workspace.config().tenant();
        Instant now = workspace.clock().instant();
        List<AccessApproval> found = new ArrayList<>();
        try (LocalSuiteStores stores = workspace.stores()) {
            Optional<String> next = Optional.empty();
            do {
                StorePage<AccessApproval> slice = stores.approvals().recent(tenant, 100, next);
                slice.items().stream()
                        .filter(approval ->
                                !pending || approval.effectiveStateAt(now) == AccessApproval.EffectiveState.PENDING)
                        .forEach(found::add);
                next = slice.next();
            } while (next.isPresent());
        }
        if (output.isJson()) {
            output.terminal()
                    .line(DecisionJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(found));
            return 0;
        }
        TextTable table = new TextTable("request", "status", "requested action", "requested", "valid until");
        found.forEach(approval -> table.row(
                approval.id(),
                approval.effectiveStateAt(now).code(),
                approval.sentence(),
                approval.requestedAt().toString(),
                approval.validUntil().map(Instant::toString).orElse("")));
        table.print(output.terminal());
        return 0;
    }
}
