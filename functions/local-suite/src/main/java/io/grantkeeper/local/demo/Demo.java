package io.grantkeeper.local.demo;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.detection.Agents;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.local.report.AgentReport;
import io.grantkeeper.local.report.Arrival;
import io.grantkeeper.local.report.Coverage;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.report.Tables;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.local.terminal.Progress;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import io.grantkeeper.simulator.company.Fact;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Runs the demo. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SHOWN_ALERTS = 2;

    private final Terminal terminal;
    private final int port;

    /**
     * @param port where the suite hears webhooks; 0 for any free one
     */
    public Demo(Terminal terminal, int port) {
        this.terminal = terminal;
        this.port = port;
    }

    /** What comes after the report, with everything still running. */
    @FunctionalInterface
    public interface Afterwards {
        void run(Suite suite, Map<String, URI> simulated);
    }

    public DemoReport run(Afterwards afterwards) {
        try (DemoCompany company = DemoCompany.start();
                Suite suite = Suite.start(company.options(Optional.empty(), port))) {
            terminal.line("%s: %d people, and what they use: %s. All simulated, with the vendors' limits."
                    .formatted(
                            terminal.bold(company.simulator().company().name()),
                            company.simulator().company().people().all().size(),
                            String.join(", ", simulated(company).keySet())));
            sweep("First sweep", suite, company.connections());
            firstFindings(company, suite);
            List<Fact> facts = company.simulator().stepDay();
            terminal.heading("A day goes by");
            facts.forEach(fact -> terminal.line("  - " + fact.summary()));
            webhooks(company, suite);
            sweep("Second sweep", suite, company.connections());
            suite.detectByClock();
            quiet("What time has brought", suite);
            DemoReport report = people(company, suite, report(company, suite, facts));
            print(suite, report);
            new DemoPolicies(terminal, company, suite).show();
            afterwards.run(suite, simulated(company));
            return report;
        }
    }

    private static Map<String, URI> simulated(DemoCompany company) {
        Map<String, URI> addresses = new LinkedHashMap<>();
        company.tenants().forEach(tenant -> addresses.put(tenant.title(), tenant.address()));
        return addresses;
    }

    private void sweep(String title, Suite suite, List<Connection> connections) {
        for (Connection connection : connections) {
            PlanSweepResult plan = suite.plan(connection);
            plan.problems().forEach(problem -> terminal.line("  " + connection.id() + ": " + problem));
        }
        quiet(title, suite);
    }

    private void quiet(String title, Suite suite) {
        int[] most = {0};
        try (Progress progress = new Progress(terminal, title)) {
            boolean quiet = suite.runUntilQuiet(
                    waiting -> {
                        most[0] = Math.max(most[0], waiting);
                        progress.update(most[0] - waiting, most[0], "");
                    },
                    PATIENCE);
            if (!quiet) {
                throw new IllegalStateException(
                        "%s did not end within %d s: %s".formatted(title, PATIENCE.toSeconds(), suite.left()));
            }
        }
    }

    private void firstFindings(DemoCompany company, Suite suite) {
        Inventory inventory = inventory(suite);
        List<IdentitySummary> identities = inventory.identities(
                company.connections().stream().map(Connection::id).toList());
        long shadow = inventory.findings().stream()
                .filter(finding -> finding.type() == FindingType.SHADOW_AI)
                .count();
        terminal.line("Found %d non-human identities; %d of them are AI that nobody has approved. %d alerts went out."
                .formatted(
                        identities.size(),
                        shadow,
                        company.slack().posted().size()
                                + company.outbox().received().size()));
    }

    private void webhooks(DemoCompany company, Suite suite) {
        for (DemoTenant tenant : company.tenants()) {
            int delivered = tenant.deliverWebhooks(suite.address()
                    .orElseThrow()
                    .resolve("/webhooks/%s/%s"
                            .formatted(DemoCompany.TENANT, tenant.connection().id())));
            if (delivered > 0) {
                terminal.line("%s: %d webhooks were delivered, each twice and in no order."
                        .formatted(tenant.title(), delivered));
            }
        }
        quiet("What the webhooks hinted at", suite);
    }

    private static Inventory inventory(Suite suite) {
        return new Inventory(
                DemoCompany.TENANT, suite.stores().access(), suite.stores().findings());
    }

    private static DemoReport report(DemoCompany company, Suite suite, List<Fact> facts) {
        Inventory inventory = inventory(suite);
        List<Finding> findings = inventory.findings();
        Scorecard scorecard = new Scorecard(DemoCompany.TENANT, suite.stores().access(), findings);
        ConnectorRegistry connectors = ConnectorRegistry.standard();
        List<Coverage> coverage = new ArrayList<>();
        for (Connection connection : company.connections()) {
            connectors
                    .find(connection.provider())
                    .ifPresent(connector -> coverage.add(
                            Coverage.of(connection, connector, suite.stores().sweeps())));
        }
        List<IdentitySummary> identities = inventory.identities(
                company.connections().stream().map(Connection::id).toList());
        return new DemoReport(
                company.simulator().clock().instant(),
                identities,
                new Agents(AppCatalogue.standard()).of(identities),
                findings,
                facts.stream().map(scorecard::judge).toList(),
                arrivals(suite, identities),
                company.slack().posted(),
                company.outbox().received(),
                coverage,
                List.of(),
                suite.deadLetters());
    }

    private static List<Arrival> arrivals(Suite suite, List<IdentitySummary> identities) {
        return identities.stream()
                .flatMap(summary -> suite.stores().access().dossier(DemoCompany.TENANT, summary.id()).stream()
                        .flatMap(dossier -> Arrival.of(summary, dossier).stream()))
                .sorted(Comparator.comparing(
                                (Arrival arrival) -> arrival.provider().value())
                        .thenComparing(arrival -> arrival.inception().cameIn()))
                .toList();
    }

    private void print(Suite suite, DemoReport report) {
        Inventory inventory = inventory(suite);
        terminal.heading("Inventory by kind and risk");
        Tables.counts(terminal, report.identities());
        terminal.heading("The gravest identities");
        Tables.identities(terminal, report.identities().stream().limit(15).toList(), inventory::owner);
        terminal.heading("Seen under more than one id");
        AgentReport.table(
                terminal,
                report.agents().stream()
                        .filter(agent -> agent.aliases().size() > 1)
                        .toList());
        terminal.heading("Open findings");
        Tables.findings(terminal, report.findings(), inventory::name);
        terminal.heading("Was the day noticed?");
        TextTable day = new TextTable("", "what happened", "what Grantkeeper says");
        report.day()
                .forEach(fact -> day.row(
                        fact.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '), fact.happened(), fact.how()));
        day.print(terminal);
        terminal.heading("How soon was it known?");
        terminal.line("The demo looks once, at the end of the day. The last column is all that Grantkeeper adds.");
        Tables.arrivals(terminal, report.arrivals());
        alerts(report);
        answers(report);
        terminal.heading("Coverage and freshness");
        report.coverage().forEach(coverage -> coverage.print(terminal, report.asOf()));
        if (!report.deadLetters().isEmpty()) {
            terminal.heading("Could not be handled");
            report.deadLetters().forEach(reason -> terminal.line("  - " + reason));
        }
        terminal.line("DynamoDB: %.0f read units, %.0f write units in all."
                .formatted(suite.consumed().readUnits(), suite.consumed().writeUnits()));
    }

    private void alerts(DemoReport report) {
        terminal.heading("Alerts as sent: %d by Slack, %d by e-mail"
                .formatted(report.slack().size(), report.mail().size()));
        for (JsonNode message : last(report.slack())) {
            terminal.line(terminal.dim("Slack to " + message.path("to").asString("")));
            terminal.line(message.path("blocks").toPrettyString());
            terminal.line("");
        }
        for (MailOutbox.Received mail : last(report.mail())) {
            terminal.line(terminal.dim("To: " + mail.to()));
            terminal.line(terminal.dim("Subject: " + mail.subject()));
            terminal.line(mail.text());
        }
        terminal.line("The others are in the output of --json.");
    }

    /** One answers by mail, one in Slack, and a small review runs. */
    private DemoReport people(DemoCompany company, Suite suite, DemoReport report) {
        DemoAnswers people = new DemoAnswers(company, suite);
        terminal.heading("People answer");
        terminal.line(
                people.byMail()
                        ? "Somebody followed the link in a mail, read what it would do, and revoked."
                        : "No mail had anything that could be revoked by a call.");
        terminal.line(
                people.bySlack() ? "Somebody pressed \"Keep it\" in Slack." : "No message in Slack had a button.");
        quiet("What they wanted", suite);
        people.review(DemoCompany.TENANT)
                .ifPresent(id -> terminal.line(
                        "The review %s was opened, answered in part on its page, and closed.".formatted(id)));
        quiet("What the review decided", suite);
        return report.with(people.said(DemoCompany.TENANT));
    }

    private void answers(DemoReport report) {
        terminal.heading("What people said");
        TextTable table = new TextTable("by", "through", "about", "answer", "what followed");
        report.answers()
                .forEach(said -> table.row(
                        said.by().orElse("nobody"),
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
