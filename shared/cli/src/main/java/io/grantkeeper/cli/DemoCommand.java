package io.grantkeeper.cli;

import io.grantkeeper.demo.Demo;
import io.grantkeeper.demo.DemoEvidence;
import io.grantkeeper.demo.DemoReport;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.reports.terminal.Terminal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Sweeps a simulated company, lets a day pass, sweeps again, and reports.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON to this file.")
    private @Nullable Path json;

    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            description = "Also write each framework's evidence for auditors to this folder.")
    private @Nullable Path evidence;

    @Option(names = "--keep", description = "Keep running after the report, until interrupted.")
    private boolean keep;

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Port for webhooks on 127.0.0.1 (default: any free port).")
    private int port;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.standard(System.getenv());
        DemoReport report = new Demo(terminal, port).run((suite, simulated) -> {
            if (evidence != null) {
                DemoEvidence.write(suite, evidence);
                terminal.line("Evidence for auditors: " + evidence.toAbsolutePath());
            }
            if (keep) {
                stay(terminal, suite, simulated);
            }
        });
        if (json != null) {
            Files.writeString(
                    json, ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
            terminal.line("Report as JSON: " + json.toAbsolutePath());
        }
        boolean noticed = report.day().stream().noneMatch(fact -> fact.verdict() == DemoReport.Verdict.NO);
        return noticed && report.deadLetters().isEmpty() ? 0 : 1;
    }

    private static void stay(Terminal terminal, LocalSuite suite, Map<String, URI> simulated) {
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
        terminal.line("Still running; press Ctrl-C to stop.");
        suite.address().ifPresent(address -> terminal.line("  webhooks: " + address + "/webhooks/demo/…"));
        simulated.forEach((what, address) -> terminal.line("  simulated %s: %s".formatted(what, address)));
        suite.runWhile(running::get);
        ended.countDown();
    }
}
