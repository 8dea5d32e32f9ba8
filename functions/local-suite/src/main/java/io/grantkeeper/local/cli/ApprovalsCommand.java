package io.grantkeeper.local.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.local.terminal.TextTable;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.DecisionJson;
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
        description = "Lists requests for access and what became of them, newest first.")
final class ApprovalsCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Option(names = "--pending", description = "Only those that wait for an answer.")
    private boolean pending;

    @Override
    public Integer call() {
        TenantId tenant = workspace.config().tenant();
        Instant now = workspace.clock().instant();
        List<Approval> found = new ArrayList<>();
        try (SuiteStores stores = workspace.stores()) {
            Optional<String> next = Optional.empty();
            do {
                Slice<Approval> slice = stores.approvals().recent(tenant, 100, next);
                slice.items().stream()
                        .filter(approval -> !pending || approval.standingAt(now) == Approval.Standing.PENDING)
                        .forEach(found::add);
                next = slice.next();
            } while (next.isPresent());
        }
        if (output.isJson()) {
            output.terminal()
                    .line(DecisionJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(found));
            return 0;
        }
        TextTable table = new TextTable("request", "standing", "what is asked", "asked", "holds until");
        found.forEach(approval -> table.row(
                approval.id(),
                approval.standingAt(now).code(),
                approval.sentence(),
                approval.requestedAt().toString(),
                approval.validUntil().map(Instant::toString).orElse("")));
        table.print(output.terminal());
        return 0;
    }
}
