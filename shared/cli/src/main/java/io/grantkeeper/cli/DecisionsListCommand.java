package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists recent decisions, newest first.")
final class DecisionsListCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 3_660;

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--days",
            defaultValue = "1",
            description = "Number of days to look back (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--last",
            defaultValue = "50",
            description = "Maximum number of decisions (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(names = "--denied", description = "Only denials.")
    private boolean denied;

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("--days must be from 1 to %d, not %d".formatted(MOST_DAYS, days));
        }
        if (last < 1) {
            throw new IllegalArgumentException("--last must be 1 or more, not " + last);
        }
        TenantId tenant = workspace.config().tenant();
        Instant now = workspace.clock().instant();
        Deque<RecordedDecision> found = new ArrayDeque<>();
        try (LocalSuiteStores stores = workspace.stores()) {
            Optional<String> next = Optional.empty();
            do {
                StorePage<RecordedDecision> slice = stores.decisions()
                        .between(tenant, now.minus(Duration.ofDays(days)), now.plusSeconds(1), 500, next);
                slice.items().stream()
                        .filter(decision -> !denied || !decision.decision().permitted())
                        .forEach(decision -> {
                            found.addFirst(decision);
                            if (found.size() > last) {
                                found.removeLast();
                            }
                        });
                next = slice.next();
            } while (next.isPresent());
        }
        List<RecordedDecision> shown = List.copyOf(found);
        if (output.isJson()) {
            output.terminal()
                    .line(DecisionJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(shown));
            return 0;
        }
        TextTable table = new TextTable("decision", "at", "answer", "subject", "request", "reason");
        shown.forEach(decision -> table.row(
                decision.id(),
                decision.at().toString(),
                answer(decision),
                decision.request().subject().id(),
                "%s %s %s"
                        .formatted(
                                decision.request().action(),
                                decision.request().resource().type(),
                                decision.request().resource().id()),
                String.join("; ", decision.decision().reasons())));
        table.print(output.terminal());
        return 0;
    }

    private static String answer(RecordedDecision decision) {
        if (decision.decision().permitted()) {
            return decision.approval().isPresent() ? "permitted, approved" : "permitted";
        }
        return decision.decision().requestable() ? "denied, requestable" : "denied";
    }
}
