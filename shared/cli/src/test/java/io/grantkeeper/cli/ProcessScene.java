package io.grantkeeper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.company.GoogleGrant;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A simulated Google tenant and a mail server. Both outlive the processes of the command line that use them. As on a
 * person's machine, a folder contains the configuration, the data and the ledger's key.
 */
final class ProcessScene implements AutoCloseable {
    private static final TenantId TENANT = new TenantId("larkfield");
    private static final ConnectionId CONNECTION = new ConnectionId("google-larkfield");

    private static final Queue<Process> STARTED = new ConcurrentLinkedQueue<>();

    private final ProviderSimulator simulator;
    private final LocalMailServer mail;

    private ProcessScene(Company company, LocalMailServer mail) {
        this.simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        this.mail = mail;
    }

    /** Starts a tenant in its state at the first sweep. */
    static ProcessScene before(Instant now, LocalMailServer mail) {
        return new ProcessScene(Company.demo(SimulatedClock.runningFrom(now)), mail);
    }

    /**
     * Starts the same tenant after some changes: one person grants access to AI, a second grants more access to an app,
     * and a third withdraws access. Nobody leaves, because the order of reading decides whether a finding about a leaver is
     * opened and closed again in between. {@code LeaverOrderTest} tests which findings are open in the end.
     */
    static ProcessScene after(Instant now, LocalMailServer mail) {
        ProcessScene scene = before(now, mail);
        Company company = scene.simulator.company();
        Instant at = now.minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
        company.onGoogle()
                .consent(
                        person(company, "marcus.reed"),
                        new GoogleApp(
                                "904417263355-fireflies.apps.googleusercontent.com", "Fireflies.ai", false, false),
                        List.of("https://www.googleapis.com/auth/calendar.readonly"),
                        at);
        CompanyPerson miriam = person(company, "miriam.katz");
        GoogleGrant zapier = company.google().grantsOf(miriam.id()).stream()
                .filter(grant -> grant.app().name().equals("Zapier"))
                .findFirst()
                .orElseThrow();
        List<String> more = new ArrayList<>(zapier.scopes());
        more.add("https://mail.google.com/");
        company.onGoogle().consent(miriam, zapier.app(), more, at.plusSeconds(60));
        CompanyPerson hannah = person(company, "hannah.lee");
        GoogleGrant withdrawn = company.google().grantsOf(hannah.id()).getFirst();
        assertThat(company.onGoogle().revoke(hannah, withdrawn.app().clientId(), at.plusSeconds(120)))
                .isTrue();
        return scene;
    }

    private static CompanyPerson person(Company company, String name) {
        return company.people().find(name + "@" + company.domain()).orElseThrow();
    }

    /** Writes the configuration into a folder, which may contain data of earlier sweeps. */
    CommandRunner configure(Path folder) throws IOException {
        Path key = Files.writeString(
                folder.resolve("key.json"), simulator.credentials().googleKeyFileJson());
        CommandRunner runner = new CommandRunner(folder);
        Files.writeString(runner.config(), """
            {"tenant": "%s",
             "connections": [
               {"id": "%s", "provider": "google",
                "settings": {"admin-user": "%s", "base-url": "%s", "token-url": "%s", "iam-url": "%s", "alerts-url": "%s"},
                "credentials": {"service-account-key": "file:%s"}}],
             "alerts": {"securityTeam": {"name": "Security", "email": "security@larkfield.example"},
                        "from": "grantkeeper@larkfield.example",
                        "pacing": {"baselineFirst": false, "messagesPerHour": 100, "gatherSeconds": 0},
                        "smtp": {"host": "127.0.0.1", "port": %d}},
             "detection": {"groupingSeconds": 0}}
            """.formatted(
                        TENANT,
                        CONNECTION,
                        simulator.credentials().googleAdministrator(),
                        simulator.google(),
                        simulator.googleToken(),
                        simulator.googleIam(),
                        simulator.googleAlerts(),
                        key,
                        mail.address().port()));
        return runner;
    }

    /** Returns the command line of a process that runs a command on the folder. */
    private static List<String> commandLine(CommandRunner folder, Path data, String... command) {
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GrantkeeperCommand.class.getName()));
        line.addAll(List.of(command));
        line.addAll(List.of(
                "--config",
                folder.config().toString(),
                "--data",
                data.toString(),
                "--ledger-keys",
                folder.keys().toString()));
        return line;
    }

    /** Starts a process that runs a command on the folder. */
    static Process start(CommandRunner folder, String... command) throws IOException {
        return start(folder, commandLine(folder, folder.data(), command));
    }

    /**
     * Starts a process that runs a command on another data folder.
     *
     * @param within the command line of the program that starts the process
     */
    static Process start(CommandRunner folder, List<String> within, Path data, String... command) throws IOException {
        List<String> line = new ArrayList<>(within);
        line.addAll(commandLine(folder, data, command));
        return start(folder, line);
    }

    private static Process start(CommandRunner folder, List<String> line) throws IOException {
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.folder().resolve("output.txt").toFile()))
                .start();
        STARTED.add(process);
        return process;
    }

    /** Waits until a process has called the provider for the first time, or has ended. */
    void awaitFirstCall(Process process, long callsBefore) throws InterruptedException {
        while (simulator.calls().total() == callsBefore && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
            assertThat(process.info().startInstant())
                    .as("the start of a process without a call to the provider")
                    .hasValueSatisfying(
                            start -> assertThat(start).isAfter(Instant.now().minus(Duration.ofMinutes(10))));
        }
    }

    /** Returns the tenant's time, for the option {@code --clock}. */
    String now() {
        return simulator.clock().instant().toString();
    }

    /** Advances the time of the tenant, and of the processes that start from now on. */
    void advance(Duration time) {
        simulator.clock().advance(time);
    }

    /** Returns the number of calls to the provider so far. */
    long calls() {
        return simulator.calls().total();
    }

    /** Reads the state of the folder, after checking that its ledger can be verified. */
    static InstallationState state(CommandRunner folder) {
        Ran fsck = folder.onLedger("ledger", "fsck");
        assertThat(fsck.exit()).as(fsck.output()).isZero();
        try (LocalSuiteStores stores = LocalSuiteStores.open(folder.data())) {
            return InstallationState.of(stores, TENANT, CONNECTION);
        }
    }

    /** Copies a folder with everything in it. */
    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Returns the output of the processes that ran on the folder. */
    static String output(CommandRunner folder) {
        try {
            return Files.readString(folder.folder().resolve("output.txt"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the simulator, and any processes that a failed test left running. */
    @Override
    public void close() {
        STARTED.forEach(Process::destroyForcibly);
        simulator.close();
    }
}
