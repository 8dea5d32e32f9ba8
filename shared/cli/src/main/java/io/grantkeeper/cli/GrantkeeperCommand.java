package io.grantkeeper.cli;

import io.grantkeeper.reports.terminal.NormalizingPrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code grantkeeper}: sweeps real or simulated tenants on embedded infrastructure, and shows the inventory. */
@Command(
        name = "grantkeeper",
        mixinStandardHelpOptions = true,
        version = "grantkeeper " + GrantkeeperCommand.VERSION,
        description = "Finds every app, agent and key that can access your SaaS data.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 success, 1 a failure or a failed check, 2 incorrect usage or configuration.",
            "To start, run: grantkeeper demo"
        })
public final class GrantkeeperCommand implements Callable<Integer> {
    private static final List<Class<?>> VERBS = List.of(
            DemoCommand.class,
            SweepCommand.class,
            ServeCommand.class,
            DecideCommand.class,
            InventoryCommand.class,
            ShowCommand.class,
            FindingsCommand.class,
            PathsCommand.class,
            IncidentsCommand.class,
            BehaviorCommand.class,
            CoverageCommand.class,
            PostureCommand.class,
            RevokeCommand.class,
            AnswersCommand.class,
            ReviewCommand.class,
            PolicyCommand.class,
            EnforcementCommand.class,
            ApprovedCommand.class,
            ApprovalsCommand.class,
            AlertsCommand.class,
            ApproveCommand.class,
            DenyCommand.class,
            ExpireCommand.class,
            DecisionsCommand.class,
            SelfTestCommand.class,
            CostCommand.class,
            ExplainCommand.class,
            RightSizeCommand.class,
            LedgerCommand.class,
            EvidenceCommand.class,
            SignalsCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class);

    static final String VERSION = "0.1.0";

    /** The exit code for invalid usage or an invalid configuration. */
    static final int WRONG = 2;

    private final CommandLine line;

    private GrantkeeperCommand(String... arguments) {
        this.line = new CommandLine(this);
        verbs(arguments).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        ErrorMessages.register(line);
    }

    /**
     * Returns the class of the called command, or all command classes if the called command is unknown. Only the called
     * command is registered, because picocli takes a third of a second to register all of them.
     */
    private static List<Class<?>> verbs(String... arguments) {
        return VERBS.stream()
                .filter(verb -> arguments.length > 0
                        && verb != CommandLine.HelpCommand.class
                        && verb.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(VERBS);
    }

    /** Returns the command line with all commands, regardless of which one is called. */
    static CommandLine withAllVerbs() {
        return new GrantkeeperCommand().line;
    }

    @Override
    public Integer call() {
        line.usage(System.out);
        return WRONG;
    }

    public static void main(String[] arguments) {
        System.setErr(new NormalizingPrintStream(System.err));
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        configureLogging(arguments);
        GrantkeeperCommand main = new GrantkeeperCommand(arguments);
        return main.line.execute(arguments);
    }

    /**
     * Configures logging. Commands that print a report and exit do not log; {@code serve} and {@code decide}, which
     * keep running, have no output other than the log.
     */
    private static void configureLogging(String... arguments) {
        boolean keepsRunning = arguments.length > 0 && (arguments[0].equals("serve") || arguments[0].equals("decide"));
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", keepsRunning ? "warn" : "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.grantkeeper", keepsRunning ? "info" : "off");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss");
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    }
}
