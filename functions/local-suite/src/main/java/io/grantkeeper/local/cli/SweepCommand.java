package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.report.Coverage;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.report.Tables;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.local.terminal.Progress;
import io.grantkeeper.local.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = "Reads connections to their end, and finds what is new about them.")
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Mixin
    private Chosen chosen = new Chosen();

    @Option(
            names = "--patience",
            paramLabel = "MINUTES",
            defaultValue = "120",
            description = "Give up after so long; what is left is read by the next sweep (default: ${DEFAULT-VALUE}).")
    private int patience;

    /** What a sweep ends with. */
    record Result(
            boolean complete,
            List<String> problems,
            int identities,
            List<Finding> findings,
            List<Coverage> coverage,
            List<String> deadLetters) {}

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        List<Connection> connections = chosen.of(config);
        try (Suite suite = Suite.start(workspace.options(config, connections, Optional.empty()))) {
            workspace.tellConfiguration(config, suite.stores());
            List<String> problems = new ArrayList<>();
            for (Connection connection : connections) {
                PlanSweepResult plan = suite.resume(connection);
                plan.problems().forEach(problem -> problems.add(connection.id() + ": " + problem));
                if (!plan.skipped().isEmpty()) {
                    problems.add(connection.id() + ": " + plan.skipped());
                }
            }
            boolean complete = work(suite);
            suite.detectByClock();
            complete &= work(suite);
            if (!complete) {
                problems.add("not done within %d minutes: %s".formatted(patience, suite.left()));
            }
            Result result = result(config, connections, suite, complete, problems);
            print(config, suite, result);
            return result.complete()
                            && result.problems().isEmpty()
                            && result.deadLetters().isEmpty()
                    ? 0
                    : 1;
        }
    }

    private boolean work(Suite suite) {
        Duration atMost = Duration.ofMinutes(patience);
        if (output.isJson()) {
            return suite.runUntilQuiet(_ -> {}, atMost);
        }
        int[] most = {0};
        try (Progress progress = new Progress(output.terminal(), "Sweeping")) {
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
            Suite suite,
            boolean complete,
            List<String> problems) {
        Inventory inventory = new Inventory(
                config.tenant(), suite.stores().access(), suite.stores().findings());
        List<IdentitySummary> identities =
                inventory.identities(connections.stream().map(Connection::id).toList());
        List<Coverage> coverage = new ArrayList<>();
        for (Connection connection : connections) {
            workspace
                    .connectors()
                    .find(connection.provider())
                    .ifPresent(connector -> coverage.add(
                            Coverage.of(connection, connector, suite.stores().sweeps())));
        }
        return new Result(complete, problems, identities.size(), inventory.findings(), coverage, suite.deadLetters());
    }

    private void print(ConnectionsConfig config, Suite suite, Result result) {
        if (output.isJson()) {
            output.json(result);
            return;
        }
        Terminal terminal = output.terminal();
        result.problems().forEach(problem -> terminal.line("  ! " + problem));
        result.deadLetters().forEach(reason -> terminal.line("  ! could not be handled: " + reason));
        if (!result.complete()) {
            terminal.line("Not everything was read in time; run the sweep again to go on.");
        }
        terminal.line("%d non-human identities, %d open findings."
                .formatted(result.identities(), result.findings().size()));
        Inventory inventory = new Inventory(
                config.tenant(), suite.stores().access(), suite.stores().findings());
        Tables.findings(terminal, result.findings(), inventory::name);
        terminal.line("");
        result.coverage()
                .forEach(coverage -> coverage.print(terminal, workspace.clock().instant()));
    }
}
