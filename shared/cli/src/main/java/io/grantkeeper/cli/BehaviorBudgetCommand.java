package io.grantkeeper.cli;

import io.grantkeeper.behavior.SignalAnswer;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.watchactivity.BehaviorConfig;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "budget",
        description = {
            "Shows how many alerts about behavior the budget allows per week, and what the budget was spent on.",
            "Also lists the answers that change how severe later signals are."
        })
final class BehaviorBudgetCommand extends StoresCommand {
    private static final int PAGE = 200;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration OLDEST_ANSWERED = SignalAnswer.APPLIES.plusDays(90);

    @Option(
            names = "--weeks",
            defaultValue = "4",
            description = "The number of weeks to show (default: ${DEFAULT-VALUE}).")
    private int weeks = 4;

    /**
     * The alerts of one week that were counted against the budget.
     *
     * @param kept the number of medium-severity signals and findings in the timeline that did not cause their own alert
     * @param byType the number of alerts by signal type
     */
    record Week(Instant from, Instant until, long spent, long kept, Map<String, Long> byType) {}

    /**
     * A person's answer about a signal; the answer currently changes detection.
     *
     * @param by the member of the security team; {@code owner} for an owner's answer
     * @param effect the change to detection
     */
    record AnswerInEffect(
            String identity,
            String signal,
            boolean expected,
            String by,
            Instant until,
            String incident,
            String effect) {}

    /** The result, as printed with {@code --json}. */
    record Budget(
            int perWeekAndThousand, long identities, long allowed, List<Week> weeks, List<AnswerInEffect> answers) {}

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
        IncidentCorrelator incidents = new IncidentCorrelator(stores.incidents());
        List<IncidentEntry> entries =
                incidents
                        .since(
                                config.tenant(),
                                now.minus(WEEK.multipliedBy(weeks)).minus(Incident.WINDOW))
                        .stream()
                        .flatMap(incident -> incident.timeline().stream())
                        .toList();
        List<Week> found = new ArrayList<>();
        for (int i = 0; i < weeks; i++) {
            found.add(week(entries, now.minus(WEEK.multipliedBy(i))));
        }
        List<AnswerInEffect> answers = incidents.since(config.tenant(), now.minus(OLDEST_ANSWERED)).stream()
                .flatMap(incident -> answers(incident, now))
                .toList();
        Budget budget =
                new Budget(settings.budgetPerWeek(), identities, settings.allowedPerWeek(identities), found, answers);
        output().print(budget, terminal -> print(terminal, budget));
        return 0;
    }

    /** Returns the answers that apply now: the verdict if the incident is closed; otherwise, the owners' answers. */
    private static Stream<AnswerInEffect> answers(Incident incident, Instant now) {
        return incident.timeline().stream()
                .filter(entry -> entry.profile().isPresent() && entry.severity().atLeast(Severity.MEDIUM))
                .flatMap(entry -> incident
                        .closure()
                        .map(closure ->
                                inEffect(incident, entry, closure.verdict().isExpected(), closure.by(), closure.at()))
                        .or(() -> entry.answer()
                                .map(answer -> inEffect(incident, entry, answer.expected(), "owner", answer.at())))
                        .stream())
                .filter(answer -> answer.until().isAfter(now))
                .distinct();
    }

    private static AnswerInEffect inEffect(
            Incident incident, IncidentEntry entry, boolean expected, String by, Instant at) {
        String severity = entry.severity().name().toLowerCase(Locale.ROOT);
        return new AnswerInEffect(
                entry.identity().toString(),
                entry.type(),
                expected,
                by,
                at.plus(SignalAnswer.APPLIES),
                incident.id(),
                !expected
                        ? "one level more severe"
                        : entry.severity() == Severity.CRITICAL
                                ? "low, unless critical"
                                : "low, unless more severe than " + severity);
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

    private static void print(TerminalOutput terminal, Budget budget) {
        terminal.line("Budget: %d alerts per week per 1,000 identities. With %d identities: %d per week."
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
        terminal.heading("Answers that change detection");
        TextTable answers = new TextTable("identity", "signal", "answer", "by", "until", "severity now", "incident")
                .withIdsIn(0, 6)
                .orIfEmpty("None.");
        budget.answers()
                .forEach(answer -> answers.row(
                        answer.identity(),
                        answer.signal(),
                        answer.expected() ? "expected" : "not expected",
                        answer.by(),
                        answer.until().toString().substring(0, 10),
                        answer.effect(),
                        answer.incident()));
        answers.print(terminal);
    }
}
