package io.grantkeeper.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code grantkeeper}: sweeps real or simulated tenants on embedded parts, and shows what is known. */
@Command(
        name = "grantkeeper",
        mixinStandardHelpOptions = true,
        version = "grantkeeper 0.1.0",
        description = "Knows every app, agent and key that can reach your SaaS data.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 all well, 1 something failed or was found wanting, 2 wrong usage or configuration.",
            "Start with: grantkeeper demo"
        },
        subcommands = {
            DemoCommand.class,
            SweepCommand.class,
            ServeCommand.class,
            DecideCommand.class,
            InventoryCommand.class,
            ShowCommand.class,
            FindingsCommand.class,
            CoverageCommand.class,
            RevokeCommand.class,
            AnswersCommand.class,
            ReviewCommand.class,
            PolicyCommand.class,
            EnforcementCommand.class,
            ApprovalsCommand.class,
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
            CommandLine.HelpCommand.class
        })
public final class Main implements Callable<Integer> {
    /** Wrong usage or configuration. */
    static final int WRONG = 2;

    private final CommandLine line;

    private Main() {
        this.line = new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
        Complaints.register(line);
    }

    @Override
    public Integer call() {
        line.usage(System.out);
        return WRONG;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        chooseLog(arguments);
        Main main = new Main();
        return main.line.execute(arguments);
    }

    /** Commands that end with a report need no log; one that keeps running has nothing else to speak with. */
    private static void chooseLog(String... arguments) {
        boolean keepsRunning = arguments.length > 0 && (arguments[0].equals("serve") || arguments[0].equals("decide"));
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", keepsRunning ? "warn" : "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.grantkeeper", keepsRunning ? "info" : "off");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss");
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    }
}
