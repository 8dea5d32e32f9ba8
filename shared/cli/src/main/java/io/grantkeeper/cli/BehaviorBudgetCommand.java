package io.grantkeeper.cli;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.behavior.incident.IncidentLog;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.watchactivity.BehaviorConfig;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.terminal.Terminal;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "budget",
        description = "Shows how many alerts about behavior the budget allows per week, and what they were spent on.")
final class BehaviorBudgetCommand extends StoresCommand {
    private static final int PAGE = 200;
    private static final Duration WEEK = Duration.ofDays(7);

    @Option(
            names = "--weeks",
            defaultValue = "4",
            description = "The number of weeks to show (default: ${DEFAULT-VALUE}).")
    private int weeks = 4;

    /**
     * What was spent in one week.
     *
     * @param kept the number of medium signals and findings in the timeline that caused no alert of their own
     * @param byType the number of alerts by the type of the signal
     */
    record Week(Instant from, Instant until, long spent, long kept, Map<String, Long> byType) {}

    /** The result as printed with {@code --json}. */
    record Budget(int perWeekAndThousand, long identities, long allowed, List<Week> weeks) {}

    @Override
    void checkOptions() {
        if (weeks < 1 || weeks > 52) {
            throw new IllegalArgumentException("--weeks is %d, but must be from 1 to 52".formatted(weeks));
        }
    }

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        BehaviorConfig settings = config.detection().map(BehaviorConfig::parse).orElseGet(BehaviorConfig::standard);
        long identities = StorePage.readAll(from -> stores.access()
                        .identities(config.tenant(), new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, from))
                .size();
        Instant now = workspace().clock().instant();
        List<IncidentEntry> entries = new IncidentLog(stores.incidents())
                .since(config.tenant(), now.minus(WEEK.multipliedBy(weeks)).minus(Incident.WINDOW)).stream()
                        .flatMap(incident -> incident.timeline().stream())
                        .toList();
        List<Week> found = new ArrayList<>();
        for (int i = 0; i < weeks; i++) {
            found.add(week(entries, now.minus(WEEK.multipliedBy(i))));
        }
        Budget budget = new Budget(settings.budgetPerWeek(), identities, settings.allowedPerWeek(identities), found);
        output().print(budget, terminal -> print(terminal, budget));
        return 0;
    }

    private static Week week(List<IncidentEntry> entries, Instant until) {
        Instant from = until.minus(WEEK);
        List<IncidentEntry> within = entries.stream()
                .filter(entry -> entry.at().isAfter(from) && !entry.at().isAfter(until))
                .toList();
        Map<String, Long> byType = new TreeMap<>();
        within.stream().filter(IncidentEntry::alerts).forEach(entry -> byType.merge(entry.type(), 1L, Long::sum));
        long spent = within.stream().filter(IncidentEntry::alerts).count();
        return new Week(from, until, spent, within.size() - spent, byType);
    }

    private static void print(Terminal terminal, Budget budget) {
        terminal.line("Budget: %d alerts per week and 1,000 identities. With %d identities: %d per week."
                .formatted(budget.perWeekAndThousand(), budget.identities(), budget.allowed()));
        TextTable table = new TextTable("week from", "alerts", "without an alert of their own", "spent on");
        budget.weeks()
                .forEach(week -> table.row(
                        week.from().toString().substring(0, 10),
                        Long.toString(week.spent()),
                        Long.toString(week.kept()),
                        String.join(
                                ", ",
                                week.byType().entrySet().stream()
                                        .map(entry -> entry.getKey() + " " + entry.getValue())
                                        .toList())));
        table.print(terminal);
    }
}
