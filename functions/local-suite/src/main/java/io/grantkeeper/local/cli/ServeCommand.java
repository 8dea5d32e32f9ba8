package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.local.terminal.Terminal;
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
        description = "Keeps sweeping on a schedule and hears webhooks, until interrupted.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Chosen chosen = new Chosen();

    @Option(
            names = "--port",
            defaultValue = "8484",
            description = "Where webhooks are heard on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--every",
            paramLabel = "MINUTES",
            defaultValue = "360",
            description = "Between two sweeps (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard(System.getenv());
        ConnectionsConfig config = workspace.config();
        List<Connection> connections = chosen.of(config);
        AtomicBoolean goOn = new AtomicBoolean(true);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            goOn.set(false);
            try {
                ended.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
        try (Suite suite = Suite.start(workspace.options(config, connections, Optional.of(port)));
                ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory())) {
            workspace.tellConfiguration(config, suite.stores());
            var _ = schedule.scheduleWithFixedDelay(
                    () -> sweep(terminal, suite, connections), 0, minutes, TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(
                    () -> tend(terminal, "what time has brought", suite::detectByClock),
                    5,
                    Duration.ofDays(1).toMinutes(),
                    TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(
                    () -> tend(terminal, "the trust ladder", suite::climbLadder),
                    6,
                    Duration.ofDays(1).toMinutes(),
                    TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(
                    () -> tend(terminal, "what policies enforce", suite::enforce),
                    10,
                    Duration.ofHours(1).toMinutes(),
                    TimeUnit.MINUTES);
            var _ = schedule.scheduleWithFixedDelay(() -> askPeople(terminal, config, suite), 1, 5, TimeUnit.MINUTES);
            connections.forEach(connection -> terminal.line("%s: webhooks at %s/webhooks/%s/%s"
                    .formatted(connection.id(), suite.address().orElseThrow(), connection.tenant(), connection.id())));
            terminal.line("Running; end it with Ctrl-C.");
            suite.runWhile(goOn::get);
            schedule.shutdownNow();
        }
        ended.countDown();
        return 0;
    }

    private static void tend(Terminal terminal, String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) { // the next time must still come
            terminal.line("%s could not be looked at: %s".formatted(what, e.getMessage()));
        }
    }

    private static void askPeople(Terminal terminal, ConnectionsConfig config, Suite suite) {
        try {
            suite.runReview(RunReviewRequest.due(config.tenant()));
            suite.escalate();
        } catch (RuntimeException e) { // in five minutes it must still come
            terminal.line("reviews and unanswered questions could not be looked at: " + e.getMessage());
        }
    }

    private static void sweep(Terminal terminal, Suite suite, List<Connection> connections) {
        for (Connection connection : connections) {
            try {
                var plan = suite.plan(connection);
                terminal.line(
                        plan.skipped().isEmpty()
                                ? "%s: %d partitions to read".formatted(connection.id(), plan.partitions())
                                : "%s: not swept: %s".formatted(connection.id(), plan.skipped()));
                plan.problems().forEach(problem -> terminal.line("  ! " + problem));
            } catch (RuntimeException e) { // the next one, and the next time, must still come
                terminal.line("%s: not swept: %s".formatted(connection.id(), e.getMessage()));
            }
        }
    }
}
