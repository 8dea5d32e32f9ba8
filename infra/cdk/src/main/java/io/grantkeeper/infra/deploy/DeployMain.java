package io.grantkeeper.infra.deploy;

import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
import io.grantkeeper.infra.config.MistakenConfigException;
import io.grantkeeper.infra.stacks.FunctionCode;
import io.grantkeeper.infra.stacks.GrantkeeperApp;
import io.grantkeeper.infra.stacks.Keeping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code scripts/deploy} and {@code scripts/destroy} run before and beside the CDK's own command line. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        subcommands = {DeployMain.Plan.class, DeployMain.Check.class, DeployMain.Name.class, DeployMain.Packaging.class
        })
public final class DeployMain {
    private static final int MISTAKEN = 2;

    private DeployMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new DeployMain())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    System.err.println(
                            failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
                    return failure instanceof MistakenConfigException ? MISTAKEN : 1;
                })
                .execute(arguments);
    }

    /** The option that every verb has. */
    static final class Configured {
        @Option(names = "--config", required = true, description = "The configuration document.")
        private Path file = Path.of("");

        Installation installation() {
            String json;
            try {
                json = Files.readString(file);
            } catch (IOException _) {
                throw new IllegalStateException("%s cannot be read: name the configuration document".formatted(file));
            }
            return Installation.parse(json);
        }
    }

    /** Makes the templates, and says what they make. */
    @Command(name = "plan", mixinStandardHelpOptions = true)
    static final class Plan implements Callable<Integer> {
        @Mixin
        private Configured configured = new Configured();

        @Option(names = "--out", required = true, description = "Where the templates go.")
        private Path out = Path.of("");

        @Option(names = "--repository", required = true, description = "The project's folder, with built bundles.")
        private Path repository = Path.of("");

        @Option(names = "--dry-run", description = "Tells everything that would be made.")
        private boolean dry;

        @Option(names = "--without-bundles", description = "For templates from which no function is made.")
        private boolean withoutBundles;

        @Option(names = "--disposable", description = "Data goes with its stack.")
        private boolean disposable;

        @Option(names = "--json", description = "Tells it as JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            Installation installation = configured.installation();
            FunctionCode code = dry || withoutBundles
                    ? FunctionCode.absent(installation.deployment(), Files.createDirectories(out))
                    : FunctionCode.of(installation.deployment(), repository.toAbsolutePath());
            Keeping keeping = disposable ? Keeping.UNTIL_DESTROYED : Keeping.ALWAYS;
            var templates = StackTemplate.of(new GrantkeeperApp(installation, code, keeping, out).synth());
            if (dry) {
                WouldBeMade made = WouldBeMade.of(installation, templates);
                System.out.print(json ? made.json() : made.text());
            }
            return 0;
        }
    }

    /** Sees whether there is a way to the account. */
    @Command(name = "check", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Mixin
        private Configured configured = new Configured();

        @Option(names = "--to-destroy", description = "For taking away, which builds nothing.")
        private boolean destroys;

        @Override
        public Integer call() {
            Preflight.Purpose purpose = destroys ? Preflight.Purpose.DESTROYING : Preflight.Purpose.DEPLOYING;
            return switch (Preflight.standard().look(configured.installation().deployment(), purpose)) {
                case Preflight.Ready(var account, var region, var remarks) -> {
                    System.out.printf("Account %s, region %s.%n", account, region);
                    remarks.forEach(System.out::println);
                    yield 0;
                }
                case Preflight.Missing(var line) -> {
                    System.err.println(line);
                    yield 1;
                }
            };
        }
    }

    /** Tells what the installation is called, for scripts. */
    @Command(name = "name", mixinStandardHelpOptions = true)
    static final class Name implements Callable<Integer> {
        @Mixin
        private Configured configured = new Configured();

        @Override
        public Integer call() {
            System.out.println(configured.installation().deployment().prefix());
            return 0;
        }
    }

    /** Tells whether bundles have to be built before a plan: {@code zip} or {@code image}, for scripts. */
    @Command(name = "packaging", mixinStandardHelpOptions = true)
    static final class Packaging implements Callable<Integer> {
        @Mixin
        private Configured configured = new Configured();

        @Override
        public Integer call() {
            System.out.println(
                    switch (configured.installation().deployment().packagedAs()) {
                        case Deployment.Zip() -> "zip";
                        case Deployment.BuiltImage(), Deployment.PublishedImage _ -> "image";
                    });
            return 0;
        }
    }
}
