package io.grantkeeper.demo;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.detection.ProductGrouping;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.owners.alerts.ControlAlerts;
import io.grantkeeper.reports.CoverageReport;
import io.grantkeeper.reports.FindingListReport;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.NewIdentityReport;
import io.grantkeeper.reports.ProductReport;
import io.grantkeeper.reports.ReportTables;
import io.grantkeeper.reports.terminal.ProgressLine;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import io.grantkeeper.simulator.company.DemoActivity;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.company.SimulatedEvent;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Runs the demo: sweeps the simulated company, lets one day pass, sweeps again, and reports what Grantkeeper detected.
 */
public final class Demo {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int SHOWN_ALERTS = 2;

    /** The name of the person who releases the alerts of the first sweep. */
    private static final String SECURITY = "Security";

    /** The simulated duration of the demo, which is longer than its actual duration. */
    private static final Duration SIMULATED = Duration.ofDays(4).plusMinutes(4).plus(DemoCompany.UNTIL_SUMMARY);

    private final TerminalOutput terminal;
    private final int port;
    private final Optional<Path> folder;

    /**
     * Creates the demo.
     *
     * @param port the suite's port for webhooks; 0 for any free port
     * @param folder the folder for the suite's state and the configuration; empty for state that exists only while the
     *     demo runs
     */
    public Demo(TerminalOutput terminal, int port, Optional<Path> folder) {
        this.terminal = terminal;
        this.port = port;
        this.folder = folder;
    }

    /** An action that the demo runs after its report, while the local suite is still running. */
    @FunctionalInterface
    public interface DemoFollowUp {
        void run(RunningDemo demo);
    }

    /**
     * Runs the demo.
     *
     * @throws IllegalArgumentException if the folder contains other files
     */
    public DemoReport run(DemoFollowUp afterwards) {
        Optional<DemoFolder> files = folder.map(DemoFolder::createEmpty);
        try (DemoCompany company = company();
                LocalSuite suite = LocalSuite.start(company.options(files, port))) {
            terminal.line(
                    terminal.bold(company.simulator().company().name()),
                    ": %d people and the apps they use: %s. All simulated, with the vendors' rate limits."
                            .formatted(
                                    company.simulator().company().people().all().size(),
                                    String.join(
                                            ", ", RunningDemo.addresses(company).keySet())));
            DemoBehavior behavior = new DemoBehavior(company, suite);
            int learned = behavior.learnPast();
            awaitQuiet("Learning from the logs", suite);
            terminal.line("Learned normal behavior from %d activities of the past five weeks.".formatted(learned));
            sweep("First sweep", suite, company.connections());
            firstFindings(company, suite);
            releaseFirstSweep(company, suite);
            pastApprovals(company, suite);
            Instant morning = company.simulator().clock().instant();
            List<SimulatedEvent> facts = company.simulator().stepDay();
            List<DemoActivity.Scenario> scenarios = behavior.addDay(morning);
            terminal.heading("A day passes");
            facts.forEach(fact -> terminal.line("  - " + fact.summary()));
            scenarios.forEach(scenario -> terminal.line("  - " + scenario.what()));
            webhooks(company, suite);
            sweep("Second sweep", suite, company.connections());
            suite.detectOnSchedule();
            awaitQuiet("Time-based detection", suite);
            dailySummaries(company, suite);
            DemoReport report = runAnswers(company, suite, report(company, suite, facts, behavior.compare(scenarios)));
            print(suite, report);
            new DemoPolicies(terminal, company, suite).promotePolicies();
            if (files.isPresent()) {
                sweep("Third sweep", suite, company.connections()); // the policies took days, so what was read is late
            }
            afterwards.run(new RunningDemo(company, suite, report, files));
            return report;
        }
    }

    /**
     * Reads one provider of the simulated company, releases the findings of the first sweep, and runs an action while
     * the suite is running. This takes seconds, whereas the whole demo takes minutes.
     *
     * @param afterwards receives the suite and the clock of the simulation
     */
    public static void firstSweep(String provider, BiConsumer<LocalSuite, Clock> afterwards) {
        Demo demo =
                new Demo(TerminalOutput.plain(new PrintStream(OutputStream.nullOutputStream())), 0, Optional.empty());
        try (DemoCompany company = DemoCompany.start();
                LocalSuite suite = LocalSuite.start(company.options(Optional.empty(), 0))) {
            demo.sweep("First sweep", suite, List.of(company.connection(provider)));
            demo.releaseFirstSweep(company, suite);
            afterwards.accept(suite, company.simulator().clock());
        }
    }

    /**
     * Starts the company. A demo with a folder ends at the present time, so that commands in other processes, which use
     * the system's clock, can call the simulated providers.
     */
    private DemoCompany company() {
        return folder.isEmpty()
                ? DemoCompany.start()
                : DemoCompany.start(SimulatedClock.runningFrom(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(SIMULATED)));
    }

    private void sweep(String title, LocalSuite suite, List<Connection> connections) {
        for (Connection connection : connections) {
            PlanSweepResult plan = suite.plan(connection);
            plan.problems().forEach(problem -> terminal.line("  " + connection.id() + ": " + problem));
        }
        awaitQuiet(title, suite);
    }

    private void awaitQuiet(String title, LocalSuite suite) {
        int[] most = {0};
        int[] least = {Integer.MAX_VALUE};
        boolean quiet = false;
        boolean advances = true;
        try (ProgressLine progress = new ProgressLine(terminal, title)) {
            while (!quiet && advances) {
                int before = least[0];
                quiet = suite.runUntilQuiet(
                        waiting -> {
                            most[0] = Math.max(most[0], waiting);
                            least[0] = Math.min(least[0], waiting);
                            // Work that causes more work must not make the bar go back.
                            progress.update(most[0] - least[0], most[0], "");
                        },
                        TIMEOUT);
                advances = least[0] < before; // a busy machine needs longer, and is not stuck
            }
        }
        if (!quiet) {
            throw new IllegalStateException(
                    "%s did not advance within %d s: %s".formatted(title, TIMEOUT.toSeconds(), suite.pendingWork()));
        }
    }

    private void firstFindings(DemoCompany company, LocalSuite suite) {
        InventoryReader inventory = inventory(suite);
        List<IdentitySummary> identities = inventory.identities(
                company.connections().stream().map(Connection::id).toList());
        long shadow = inventory.findings().stream()
                .filter(finding -> finding.type() == FindingType.SHADOW_AI)
                .count();
        terminal.line("Found %d non-human identities; %d of them are AI that no one has approved."
                .formatted(identities.size(), shadow));
    }

    /**
     * Reports the first sweep to the security team and releases its findings. Before the release, owners receive
     * nothing about them.
     */
    private void releaseFirstSweep(DemoCompany company, LocalSuite suite) {
        var _ = suite.escalate();
        List<WithheldAlert> withheld = suite.stores().withheldAlerts().all(DemoCompany.TENANT);
        terminal.line(
                "The security team received the report and any critical findings. Messages: %d. Withheld alerts: %d."
                        .formatted(messages(company), withheld.size()));
        Instant now = company.simulator().clock().instant();
        AlertControls.Release everything = new AlertControls.Release(
                "demo", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), SECURITY, now);
        var _ = new ControlAlerts(
                        suite.stores().withheldAlerts(),
                        suite.stores().entries(),
                        suite.stores().saltStore(),
                        company.simulator().clock())
                .release(DemoCompany.TENANT, everything);
        int before = messages(company);
        var _ = suite.escalate();
        awaitQuiet("Released alerts", suite);
        terminal.line(
                "The security team releases them: owners receive %d messages.".formatted(messages(company) - before));
    }

    /** Lets an hour pass. Then everyone receives one message about all matters that are not urgent. */
    private void dailySummaries(DemoCompany company, LocalSuite suite) {
        int before = messages(company);
        company.simulator().clock().advance(DemoCompany.UNTIL_SUMMARY.plusMinutes(2));
        var _ = suite.escalate();
        awaitQuiet("Daily summaries", suite);
        terminal.line(
                "An hour later, the daily summaries are due. Messages: %d.".formatted(messages(company) - before));
    }

    private static int messages(DemoCompany company) {
        return company.slack().posted().size() + company.outbox().received().size();
    }

    /** Records approvals from before the demo, so that access can drift from them. */
    private void pastApprovals(DemoCompany company, LocalSuite suite) {
        List<IdentitySummary> identities = inventory(suite)
                .identities(company.connections().stream().map(Connection::id).toList());
        int recorded = new DemoApprovals(
                        DemoCompany.TENANT, suite.stores(), company.simulator().clock())
                .recordPastApprovals(identities);
        terminal.line("Recorded %d approvals from last year's review.".formatted(recorded));
    }

    private void webhooks(DemoCompany company, LocalSuite suite) {
        for (DemoTenant tenant : company.tenants()) {
            int delivered = tenant.deliverWebhooks(suite.address()
                    .orElseThrow()
                    .resolve("/webhooks/%s/%s"
                            .formatted(DemoCompany.TENANT, tenant.connection().id())));
            if (delivered > 0) {
                terminal.line("%s: webhooks delivered, each twice and out of order: %d."
                        .formatted(tenant.title(), delivered));
            }
        }
        awaitQuiet("Rereads after webhooks", suite);
    }

    private static InventoryReader inventory(LocalSuite suite) {
        return new InventoryReader(
                DemoCompany.TENANT, suite.stores().access(), suite.stores().findings());
    }

    private static DemoReport report(
            DemoCompany company, LocalSuite suite, List<SimulatedEvent> facts, List<DemoReport.Watched> behavior) {
        InventoryReader inventory = inventory(suite);
        List<Finding> findings = inventory.findings();
        DemoScorecard scorecard =
                new DemoScorecard(DemoCompany.TENANT, suite.stores().access(), findings);
        ConnectorRegistry connectors = ConnectorRegistry.standard();
        List<CoverageReport> coverage = new ArrayList<>();
        for (Connection connection : company.connections()) {
            connectors
                    .find(connection.provider())
                    .ifPresent(connector -> coverage.add(CoverageReport.of(
                            connection, connector, suite.stores().sweeps())));
        }
        List<IdentitySummary> identities = inventory.identities(
                company.connections().stream().map(Connection::id).toList());
        return new DemoReport(
                company.simulator().clock().instant(),
                identities,
                new ProductGrouping(AppCatalog.standard()).groupByProduct(identities),
                findings,
                facts.stream().map(scorecard::evaluate).toList(),
                arrivals(suite, identities),
                company.slack().posted(),
                company.outbox().received(),
                coverage,
                List.of(),
                suite.parkingReasons(),
                behavior);
    }

    private static List<NewIdentityReport> arrivals(LocalSuite suite, List<IdentitySummary> identities) {
        return identities.stream()
                .flatMap(summary -> suite.stores().access().identityRecord(DemoCompany.TENANT, summary.id()).stream()
                        .flatMap(identityRecord -> NewIdentityReport.of(summary, identityRecord).stream()))
                .sorted(Comparator.comparing((NewIdentityReport arrival) ->
                                arrival.provider().value())
                        .thenComparing(arrival -> arrival.inception().cameIn()))
                .toList();
    }

    private void print(LocalSuite suite, DemoReport report) {
        InventoryReader inventory = inventory(suite);
        terminal.heading("Inventory by kind and risk");
        ReportTables.printCounts(terminal, report.identities());
        terminal.heading("Highest-risk identities");
        ReportTables.identities(terminal, report.identities().stream().limit(15).toList(), inventory::owner);
        terminal.heading("Products with more than one id");
        ProductReport.table(
                terminal,
                report.agents().stream()
                        .filter(agent -> agent.aliases().size() > 1)
                        .toList());
        terminal.heading("Open findings");
        FindingListReport.print(terminal, inventory.listedFindings(), report.asOf());
        terminal.heading("Drift from what was approved");
        ReportTables.findings(
                terminal,
                report.findings().stream()
                        .filter(finding -> finding.type() == FindingType.DRIFTED)
                        .toList(),
                inventory::name);
        terminal.heading("Was the day's activity detected?");
        TextTable day = new TextTable("", "what happened", "Grantkeeper's finding");
        report.day()
                .forEach(fact -> day.row(
                        fact.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '), fact.happened(), fact.how()));
        day.print(terminal);
        terminal.heading("What was unusual: reported, or kept quiet");
        TextTable watched = new TextTable("", "what happened", "Grantkeeper's signal");
        report.behavior().forEach(scenario -> watched.row(scenario.verdict(), scenario.happened(), scenario.how()));
        watched.print(terminal);
        terminal.heading("How quickly was the day's activity detected?");
        terminal.line(
                "The demo reads once, at the end of the day. The last column is the delay that Grantkeeper adds.");
        ReportTables.arrivals(terminal, report.arrivals());
        alerts(report);
        answers(report);
        terminal.heading("Coverage and freshness");
        report.coverage().forEach(coverage -> coverage.print(terminal, report.asOf()));
        if (!report.deadLetters().isEmpty()) {
            terminal.heading("Failed messages");
            report.deadLetters().forEach(reason -> terminal.line("  - " + reason));
        }
        terminal.line("DynamoDB: %.0f read units, %.0f write units in total."
                .formatted(suite.consumed().readUnits(), suite.consumed().writeUnits()));
    }

    private void alerts(DemoReport report) {
        terminal.heading("Alerts as sent: %d by Slack, %d by email"
                .formatted(report.slack().size(), report.mail().size()));
        for (JsonNode message : last(report.slack())) {
            terminal.line(terminal.dim("Slack to " + message.path("to").asString("")));
            terminal.json(message.path("blocks").toPrettyString());
            terminal.line("");
        }
        for (LocalMailServer.Received mail : last(report.mail())) {
            terminal.line(terminal.dim("To: " + mail.to()));
            terminal.line(terminal.dim("Subject: " + mail.subject()));
            terminal.block(mail.text());
        }
        terminal.line("Run with --json to see the others.");
    }

    /**
     * Lets one person answer an alert by email and another one in Slack, and runs a small access review. Returns the
     * report, including the answers.
     */
    private DemoReport runAnswers(DemoCompany company, LocalSuite suite, DemoReport report) {
        DemoOwnerAnswers people = new DemoOwnerAnswers(company, suite);
        terminal.heading("People answer");
        terminal.line(
                people.byMail()
                        ? "Someone followed the link in an email, read what would happen, and revoked the access."
                        : "None of the emails was about access that Grantkeeper can revoke by API.");
        terminal.line(
                people.bySlack()
                        ? "Someone approved an app with a button in Slack."
                        : "No Slack message had a button.");
        awaitQuiet("Carrying out answers", suite);
        people.review(DemoCompany.TENANT)
                .ifPresent(id -> terminal.line(
                        "Access review %s was opened, partly answered on its page, and closed.".formatted(id)));
        awaitQuiet("Carrying out the review", suite);
        return report.with(people.answers(DemoCompany.TENANT));
    }

    private void answers(DemoReport report) {
        terminal.heading("Answers");
        TextTable table = new TextTable("by", "channel", "identity", "answer", "result");
        report.answers()
                .forEach(said -> table.row(
                        said.by().orElse("no one"),
                        said.through(),
                        said.about(),
                        said.answer(),
                        String.join(" ", said.results())));
        table.print(terminal);
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - SHOWN_ALERTS), all.size());
    }
}
