package io.grantkeeper.infra.deploy;

import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.config.InvalidConfigException;
import io.grantkeeper.infra.stacks.FunctionCode;
import io.grantkeeper.infra.stacks.GrantkeeperApp;
import io.grantkeeper.infra.stacks.RetentionMode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line that {@code scripts/deploy} and {@code scripts/destroy} run in addition to the CDK CLI. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeployMain.Plan.class,
            DeployMain.Check.class,
            DeployMain.Smoke.class,
            DeployMain.Name.class,
            DeployMain.Packaging.class
        })
public final class DeployMain {
    private static final int INVALID = 2;

    private DeployMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static Clock systemClock() {
        return Clock.systemUTC();
    }

    static int run(String... arguments) {
        return new CommandLine(new DeployMain())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    System.err.println(
                            failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
                    return failure instanceof InvalidConfigException ? INVALID : 1;
                })
                .execute(arguments);
    }

    /** The option that every command shares. */
    static final class ConfigOption {
        @Option(names = "--config", required = true, description = "Configuration document.")
        private Path file = Path.of("");

        InstallationConfig installation() {
            String json;
            try {
                json = Files.readString(file);
            } catch (IOException _) {
                throw new IllegalStateException(
                        "%s cannot be read: pass the path of the configuration document".formatted(file));
            }
            return InstallationConfig.parse(json);
        }
    }

    /** Synthesizes the templates and prints what they would create. */
    @Command(name = "plan", mixinStandardHelpOptions = true)
    static final class Plan implements Callable<Integer> {
        @Mixin
        private ConfigOption configured = new ConfigOption();

        @Option(names = "--out", required = true, description = "Output directory for the templates.")
        private Path out = Path.of("");

        @Option(
                names = "--repository",
                required = true,
                description = "Root directory of the repository, with built bundles.")
        private Path repository = Path.of("");

        @Option(names = "--dry-run", description = "Print every resource that would be created.")
        private boolean dry;

        @Option(
                names = "--without-bundles",
                description = "Synthesize templates without function code; they cannot be deployed.")
        private boolean withoutBundles;

        @Option(names = "--disposable", description = "Delete data together with its stack.")
        private boolean disposable;

        @Option(names = "--json", description = "Print the dry run as JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            InstallationConfig installation = configured.installation();
            FunctionCode code = dry || withoutBundles
                    ? FunctionCode.placeholder(installation.deployment(), Files.createDirectories(out))
                    : FunctionCode.of(installation.deployment(), repository.toAbsolutePath());
            RetentionMode retention = disposable ? RetentionMode.UNTIL_DESTROYED : RetentionMode.ALWAYS;
            var templates = StackTemplateUpload.of(new GrantkeeperApp(installation, code, retention, out).synth());
            if (dry) {
                DryRunReport made = DryRunReport.of(installation, templates);
                System.out.print(json ? made.json() : made.text());
            }
            return 0;
        }
    }

    /** Checks whether the account is ready for a deployment. */
    @Command(name = "check", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Mixin
        private ConfigOption configured = new ConfigOption();

        @Option(names = "--to-destroy", description = "Run only the checks that are needed to remove the installation.")
        private boolean destroys;

        @Override
        public Integer call() {
            DeploymentPreflight.Purpose purpose =
                    destroys ? DeploymentPreflight.Purpose.DESTROYING : DeploymentPreflight.Purpose.DEPLOYING;
            InstallationConfig installation = configured.installation();
            return switch (DeploymentPreflight.standard()
                    .check(installation.deployment(), installation.signalBuses(), purpose)) {
                case DeploymentPreflight.Ready(var account, var region, var notes) -> {
                    System.out.printf("Account %s, region %s.%n", account, region);
                    notes.forEach(System.out::println);
                    yield 0;
                }
                case DeploymentPreflight.Missing(var line) -> {
                    System.err.println(line);
                    yield 1;
                }
            };
        }
    }

    /** Checks a deployed installation and reports what fails. */
    @Command(name = "smoke", mixinStandardHelpOptions = true)
    static final class Smoke implements Callable<Integer> {
        private static final String KEY_VARIABLE = "GRANTKEEPER_DECISION_KEY";

        @Mixin
        private ConfigOption configured = new ConfigOption();

        @Option(names = "--address", description = "Base URL of the HTTP API; the configured domain if omitted.")
        private @Nullable URI address;

        @Option(names = "--to", description = "Address that a test alert is sent to; none is sent if omitted.")
        private @Nullable String recipient;

        @Option(
                names = "--key",
                description =
                        "Reference to an API key of decisions, such as file:/path or secretsmanager:NAME; the variable "
                                + KEY_VARIABLE + " if omitted.")
        private @Nullable String key;

        @Override
        public Integer call() throws InterruptedException {
            InstallationConfig installation = configured.installation();
            SmokeCheckPorts ports = SmokeCheckPorts.inAws(installation, SmokeCheck.LIMIT, systemClock());
            Optional<URI> base = Optional.ofNullable(address)
                    .or(() -> installation
                            .deployment()
                            .domain()
                            .flatMap(DeploymentConfig.Domain::name)
                            .map(name -> URI.create("https://" + name)));
            Optional<String> reference = Optional.ofNullable(key)
                    .or(() -> Optional.ofNullable(System.getenv(KEY_VARIABLE)).map(_ -> "env:" + KEY_VARIABLE));
            List<SmokeCheckLine> lines = new ArrayList<>();
            new SmokeCheck(installation, ports, SmokeCheck.LIMIT, line -> {
                        lines.add(line);
                        System.out.println(line);
                    })
                    .run(new SmokeCheck.Options(
                            base,
                            Optional.ofNullable(recipient),
                            reference.map(text -> ports.secrets().resolve("--key", text))));
            long failed = count(lines, SmokeCheckLine.Result.FAILED);
            System.out.printf(
                    "%d of %d checks failed; %d were not checked.%n",
                    failed, lines.size(), count(lines, SmokeCheckLine.Result.NOT_CHECKED));
            return failed == 0 ? 0 : 1;
        }

        private static long count(List<SmokeCheckLine> lines, SmokeCheckLine.Result result) {
            return lines.stream().filter(line -> line.result() == result).count();
        }
    }

    /** Prints the name of the installation for scripts. */
    @Command(name = "name", mixinStandardHelpOptions = true)
    static final class Name implements Callable<Integer> {
        @Mixin
        private ConfigOption configured = new ConfigOption();

        @Override
        public Integer call() {
            System.out.println(configured.installation().deployment().prefix());
            return 0;
        }
    }

    /**
     * Prints how the functions are packaged, {@code zip} or {@code image}, so that scripts know whether they must build
     * bundles first.
     */
    @Command(name = "packaging", mixinStandardHelpOptions = true)
    static final class Packaging implements Callable<Integer> {
        @Mixin
        private ConfigOption configured = new ConfigOption();

        @Override
        public Integer call() {
            System.out.println(
                    switch (configured.installation().deployment().packageType()) {
                        case DeploymentConfig.Zip() -> "zip";
                        case DeploymentConfig.BuiltImage(), DeploymentConfig.PublishedImage _ -> "image";
                    });
            return 0;
        }
    }
}
