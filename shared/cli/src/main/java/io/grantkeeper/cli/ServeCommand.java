package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Sweeps on a schedule and handles webhooks, until interrupted.")
final class ServeCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    /**
     * How long the process waits, after a signal to stop, for the work in progress to complete and for all decisions to
     * be stored. On an idle machine, this takes a second or two.
     */
    private static final Duration STOPPING = Duration.ofMinutes(1);

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private ConnectionSelection chosen = new ConnectionSelection();

    @Option(
            names = "--port",
            defaultValue = "8484",
            description = "Port for webhooks on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--every",
            paramLabel = "MINUTES",
            defaultValue = "360",
            description = "Minutes between sweeps (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Override
    public Integer call() {
        if (minutes < 1) {
            throw new IllegalArgumentException("--every is %d, but must be 1 minute or more".formatted(minutes));
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("--port is %d, but must be from 0 to %d".formatted(port, MAX_PORT));
        }
        TerminalOutput terminal = SystemTerminal.standard();
        ConnectionsConfig config = workspace.config();
        List<Connection> connections = chosen.of(config);
        AtomicBoolean running = new AtomicBoolean(true);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.set(false);
            try {
                ended.await(STOPPING.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
        try (LocalSuite suite = LocalSuite.start(workspace.options(config, connections, Optional.of(port)));
                ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory())) {
            workspace.recordConfiguration(config, suite.stores());
            var _ = schedule.scheduleWithFixedDelay(
                    () -> sweep(terminal, suite, connections), 0, minutes, TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(
                    () -> runScheduled(terminal, "time-based detection", suite::detectOnSchedule),
                    5,
                    Duration.ofDays(1).toMinutes(),
                    TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(
                    () -> runScheduled(terminal, "trust ladder", suite::promotePolicies),
                    6,
                    Duration.ofDays(1).toMinutes(),
                    TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(
                    () -> runScheduled(terminal, "enforcement", suite::enforce),
                    10,
                    Duration.ofHours(1).toMinutes(),
                    TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(
                    () -> runReviewsAndEscalation(terminal, config, suite), 1, 5, TimeUnit.MINUTES);
            terminal.line("Serving at %s: webhooks, answers and the decision point"
                    .formatted(suite.address().orElseThrow()));
            connections.forEach(connection -> terminal.line("%s: webhooks at %s/webhooks/%s/%s"
                    .formatted(connection.id(), suite.address().orElseThrow(), connection.tenant(), connection.id())));
            terminal.line("Console: open this link within 10 minutes; it works once: " + suite.consoleLink());
            terminal.line("Running; press Enter for a new link to the console, and Ctrl-C to stop.");
            ConsoleLinkPrinter.printOnEnter(suite::consoleLink, terminal);
            suite.runWhile(running::get);
            schedule.shutdownNow();
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private static void runScheduled(TerminalOutput terminal, String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) { // a failure must not stop the schedule
            terminal.line("%s failed: %s".formatted(what, ErrorMessages.describe(e)));
        }
    }

    private static void runReviewsAndEscalation(TerminalOutput terminal, ConnectionsConfig config, LocalSuite suite) {
        try {
            suite.runReview(RunReviewRequest.due(config.tenant()));
            suite.escalate();
        } catch (RuntimeException e) { // a failure must not stop the schedule
            terminal.line("access reviews or escalation failed: " + ErrorMessages.describe(e));
        }
    }

    private void sweep(TerminalOutput terminal, LocalSuite suite, List<Connection> connections) {
        for (Connection connection : connections) {
            try {
                Optional<String> obstacle = unreachable(connection);
                if (obstacle.isPresent()) {
                    terminal.line("%s: not swept: %s".formatted(connection.id(), obstacle.get()));
                    continue;
                }
                var plan = suite.plan(connection);
                terminal.line(
                        plan.skipped().isEmpty()
                                ? "%s: reading %d partitions".formatted(connection.id(), plan.partitions())
                                : "%s: not swept: %s".formatted(connection.id(), plan.skipped()));
                plan.problems().forEach(problem -> terminal.line("  ! " + problem));
            } catch (RuntimeException e) { // a failure must stop neither other connections nor the schedule
                terminal.line("%s: not swept: %s".formatted(connection.id(), ErrorMessages.describe(e)));
            }
        }
    }

    private Optional<String> unreachable(Connection connection) {
        try (ConnectionReachability check = new ConnectionReachability()) {
            return workspace
                    .connectors()
                    .find(connection.provider())
                    .flatMap(connector -> check.problem(connector, connection));
        }
    }
}
