package io.grantkeeper.cli;

import io.grantkeeper.demo.Demo;
import io.grantkeeper.demo.DemoEvidence;
import io.grantkeeper.demo.DemoReport;
import io.grantkeeper.demo.RunningDemo;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Sweeps a simulated company, lets a day pass, sweeps again, and reports.")
final class DemoCommand implements Callable<Integer> {
    /** A request by an agent that is not in the inventory. */
    private static final String QUESTION =
            "{\"subject\": {\"type\": \"agent\", \"id\": \"expense-bot\"}, \"action\": {\"name\": \"read\"},"
                    + " \"resource\": {\"type\": \"mail\", \"id\": \"inbox\"}}";

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON to this file.")
    private @Nullable Path json;

    @Option(
            names = "--sentences",
            paramLabel = "FILE",
            description =
                    "Also write every sentence of messages and pages for employees to this file, with the stored fact behind it.")
    private @Nullable Path sentences;

    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            description = "Also write each framework's evidence for auditors to this folder.")
    private @Nullable Path evidence;

    @Option(
            names = "--keep",
            description = "Keep running after the report, until interrupted, so that you can try other commands.")
    private boolean keep;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "grantkeeper-demo",
            description =
                    "With --keep: folder for the data, a configuration and its credentials (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("grantkeeper-demo");

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Port for webhooks on 127.0.0.1 (default: any free port).")
    private int port;

    @Override
    public Integer call() throws Exception {
        TerminalOutput terminal = SystemTerminal.standard();
        DemoReport report = new Demo(terminal, port, keep ? Optional.of(folder) : Optional.empty()).run(demo -> {
            if (evidence != null) {
                DemoEvidence.write(demo, evidence);
                terminal.line("Evidence for auditors: " + evidence.toAbsolutePath());
            }
            if (sentences != null) {
                CommandLineFile.write(sentences, demo.sentences().getBytes(StandardCharsets.UTF_8));
                terminal.line("Sentences that employees received: " + sentences.toAbsolutePath());
            }
            if (json != null) {
                CommandLineFile.write(
                        json,
                        ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(demo.report()));
                terminal.line("Report as JSON: " + json.toAbsolutePath());
            }
            if (keep) {
                stay(terminal, demo);
            }
        });
        boolean noticed = report.day().stream().noneMatch(fact -> fact.verdict() == DemoReport.Verdict.NO);
        return noticed && report.deadLetters().isEmpty() ? 0 : 1;
    }

    private static void stay(TerminalOutput terminal, RunningDemo demo) {
        AtomicBoolean running = new AtomicBoolean(true);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.set(false);
            try {
                ended.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
        describe(terminal, demo);
        demo.newMessages(); // the report counts these
        try (ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            var _ = watch.scheduleWithFixedDelay(
                    () -> {
                        demo.newMessages().forEach(terminal::line);
                        terminal.flush();
                    },
                    1,
                    1,
                    TimeUnit.SECONDS);
            demo.suite().runWhile(running::get);
            watch.shutdownNow();
        }
        ended.countDown();
    }

    private static void describe(TerminalOutput terminal, RunningDemo demo) {
        RunningDemo.Written written = demo.writeConfiguration();
        String options = String.join(" ", written.options());
        String address = demo.suite().address().orElseThrow().toString();
        terminal.heading("Still running; press Ctrl-C to stop");
        terminal.line("Try these commands in another terminal:");
        // The launcher passes the path by which it was called, so that the commands can be copied.
        String program = System.getProperty("grantkeeper.command", "grantkeeper");
        terminal.line("  %s findings --severity high %s".formatted(program, options));
        terminal.line("  %s show otter.ai %s".formatted(program, options));
        terminal.line("  %s self-test %s".formatted(program, options));
        demo.ownerLink().ifPresent(link -> {
            terminal.line("Open the link that an owner received by email, and answer:");
            terminal.line("  " + link);
        });
        terminal.line("Have an agent that no provider lists request a decision, then list it with 'inventory':");
        terminal.line(
                "  curl -s %s/access/v1/evaluation -H \"X-API-Key: $(cat %s)\" -H 'Content-Type: application/json' -d '%s'"
                        .formatted(address, written.gatewayKey(), QUESTION));
        terminal.line("Messages that people receive from now on appear below, with their links.");
        terminal.line("Open the console; the link works once, within 10 minutes. Press Enter for a new one:");
        terminal.line("  " + demo.suite().consoleLink());
        ConsoleLinkPrinter.printOnEnter(demo.suite()::consoleLink, terminal);
        terminal.line("Addresses:");
        terminal.line("  webhooks: %s/webhooks/demo/…".formatted(address));
        demo.simulated().forEach((what, at) -> terminal.line("  simulated %s: %s".formatted(what, at)));
        terminal.flush();
    }
}
