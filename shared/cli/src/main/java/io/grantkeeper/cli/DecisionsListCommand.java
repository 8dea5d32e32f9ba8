package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.reports.ReportWording;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists recent decisions, newest first.")
final class DecisionsListCommand extends StoresCommand {
    private static final int MAX_DAYS = 3_660;
    private static final int PAGE = 200;

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
    void checkOptions() {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("--days must be from 1 to %d, not %d".formatted(MAX_DAYS, days));
        }
        if (last < 1) {
            throw new IllegalArgumentException("--last must be 1 or more, not " + last);
        }
    }

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        Instant now = workspace().clock().instant();
        List<RecordedDecision> found = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            StorePage<RecordedDecision> page = stores.decisions()
                    .latest(config.tenant(), now.minus(Duration.ofDays(days)), now.plusSeconds(1), PAGE, next);
            page.items().stream()
                    .filter(decision -> !denied || !decision.decision().permitted())
                    .forEach(found::add);
            next = page.next();
        } while (next.isPresent() && found.size() < last);
        List<RecordedDecision> shown = found.stream().limit(last).toList();
        output().print(DecisionJson.mapper(), shown, terminal -> print(terminal, shown));
        return 0;
    }

    private void print(TerminalOutput terminal, List<RecordedDecision> shown) {
        TextTable table = new TextTable("decision", "at", "answer", "who", "request", "reason")
                .withIdsIn(0, 3, 4)
                .orIfEmpty("No decisions in the last %s. --days looks back further."
                        .formatted(days == 1 ? "24 hours" : days + " days"));
        shown.forEach(decision -> table.row(
                decision.id(),
                ReportWording.second(decision.at()),
                answer(decision),
                RequestActor.of(decision.request()).description(),
                "%s %s %s"
                        .formatted(
                                decision.request().action(),
                                decision.request().resource().type(),
                                decision.request().resource().id()),
                String.join("; ", decision.decision().reasons())));
        table.print(terminal);
    }

    private static String answer(RecordedDecision decision) {
        if (decision.decision().permitted()) {
            return decision.approval().isPresent() ? "permitted, approved" : "permitted";
        }
        return decision.decision().requestable() ? "denied, requestable" : "denied";
    }
}
