package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.reports.CoverageReport;
import io.grantkeeper.reports.FindingListReport;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.terminal.ProgressLine;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "sweep", description = "Reads connections completely, and detects what is new.")
final class SweepCommand extends WorkspaceCommand {
    @Mixin
    private ConnectionSelection chosen = new ConnectionSelection();

    @Option(
            names = "--patience",
            paramLabel = "MINUTES",
            defaultValue = "120",
            description = "Time limit in minutes; the next sweep reads what is left (default: ${DEFAULT-VALUE}).")
    private int patience;

    /** The result of a sweep, as printed with {@code --json}. */
    record Result(
            boolean complete,
            List<String> problems,
            int identities,
            List<Finding> findings,
            List<CoverageReport> coverage,
            List<String> deadLetters) {}

    @Override
    public Integer call() {
        if (patience < 1) {
            throw new IllegalArgumentException("--patience is %d, but must be 1 minute or more".formatted(patience));
        }
        ConnectionsConfig config = workspace().config();
        List<Connection> connections = chosen.of(config);
        try (LocalSuite suite = LocalSuite.start(
                workspace().options(config, connections, Optional.empty()).withoutReportDelay())) {
            return sweep(config, connections, suite);
        }
    }

    private int sweep(ConnectionsConfig config, List<Connection> connections, LocalSuite suite) {
        try {
            workspace().recordConfiguration(config, suite.stores());
            List<String> problems = new ArrayList<>();
            for (Connection connection : reachable(connections, problems)) {
                PlanSweepResult plan = suite.resume(connection);
                plan.problems().forEach(problem -> problems.add(connection.id() + ": " + problem));
                if (!plan.skipped().isEmpty()) {
                    problems.add(connection.id() + ": " + plan.skipped());
                }
            }
            Instant deadline = Instant.now().plus(Duration.ofMinutes(patience));
            boolean complete = runUntilDone(suite, "Sweeping", deadline);
            suite.detectOnSchedule();
            complete &= runUntilDone(suite, "Time-based detection", deadline);
            suite.escalate(); // reports first sweeps to the security team
            suite.seal(); // so that the ledger covers that message as well
            if (!complete) {
                problems.add("not finished within %d minute%s: %s"
                        .formatted(patience, patience == 1 ? "" : "s", suite.pendingWork()));
            }
            Result result = result(config, connections, suite, complete, problems);
            print(config, suite, result);
            return result.complete()
                            && result.problems().isEmpty()
                            && result.deadLetters().isEmpty()
                    ? 0
                    : 1;
        } catch (RuntimeException e) {
            suite.requireDiskSpace(); // the database does not name a full disk as the cause of a failure
            throw e;
        }
    }

    /**
     * Returns the connections whose providers can be reached, and adds the problems of the others to {@code problems}.
     */
    private List<Connection> reachable(List<Connection> connections, List<String> problems) {
        List<Connection> reachable = new ArrayList<>();
        try (ConnectionReachability check = new ConnectionReachability()) {
            for (Connection connection : connections) {
                workspace()
                        .connectors()
                        .find(connection.provider())
                        .flatMap(connector -> check.problem(connector, connection))
                        .ifPresentOrElse(
                                problem -> problems.add("%s: not swept: %s".formatted(connection.id(), problem)),
                                () -> reachable.add(connection));
            }
        }
        return reachable;
    }

    private boolean runUntilDone(LocalSuite suite, String title, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        Duration atMost = left.isNegative() ? Duration.ZERO : left;
        if (output().isJson()) {
            return suite.runUntilQuiet(_ -> {}, atMost);
        }
        int[] most = {0};
        try (ProgressLine progress = new ProgressLine(output().terminal(), title)) {
            return suite.runUntilQuiet(
                    waiting -> {
                        most[0] = Math.max(most[0], waiting);
                        progress.update(most[0] - waiting, most[0], "");
                    },
                    atMost);
        }
    }

    private Result result(
            ConnectionsConfig config,
            List<Connection> connections,
            LocalSuite suite,
            boolean complete,
            List<String> problems) {
        InventoryReader inventory = new InventoryReader(
                config.tenant(), suite.stores().access(), suite.stores().findings());
        List<IdentitySummary> identities =
                inventory.identities(connections.stream().map(Connection::id).toList());
        List<CoverageReport> coverage = new ArrayList<>();
        for (Connection connection : connections) {
            workspace()
                    .connectors()
                    .find(connection.provider())
                    .ifPresent(connector -> coverage.add(CoverageReport.of(
                            connection, connector, suite.stores().sweeps())));
        }
        return new Result(
                complete, problems, identities.size(), inventory.findings(), coverage, suite.parkingReasons());
    }

    private void print(ConnectionsConfig config, LocalSuite suite, Result result) {
        output().print(result, terminal -> print(terminal, config, suite, result));
    }

    private void print(TerminalOutput terminal, ConnectionsConfig config, LocalSuite suite, Result result) {
        result.problems().forEach(problem -> terminal.line("  ! " + problem));
        result.deadLetters().forEach(reason -> terminal.line("  ! failed: " + reason));
        if (!result.complete()) {
            terminal.line("The sweep did not finish in time; run it again to continue.");
        }
        terminal.line("%d non-human identities, %d open findings."
                .formatted(result.identities(), result.findings().size()));
        InventoryReader inventory = new InventoryReader(
                config.tenant(), suite.stores().access(), suite.stores().findings());
        FindingListReport.print(
                terminal, inventory.listedFindings(), workspace().clock().instant());
        terminal.line("");
        result.coverage()
                .forEach(
                        coverage -> coverage.print(terminal, workspace().clock().instant()));
    }
}
