package io.grantkeeper.cli;

import io.grantkeeper.cli.cost.AwsPriceList;
import io.grantkeeper.cli.cost.CostMeasurements;
import io.grantkeeper.cli.cost.CostModel;
import io.grantkeeper.cli.cost.InstallationSize;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cost",
        description = "Estimates the monthly cost in an AWS account from measured quantities and list prices.")
final class CostCommand extends ReportCommand {
    /** The maximum quantity, which no installation reaches. It prevents a typing error from leading to an estimate. */
    private static final long MAX_QUANTITY = 1_000_000_000_000L;

    @Option(names = "--identities", required = true, description = "Number of identities with access.")
    private long identities;

    @Option(names = "--decisions", description = "Decisions per month (default: 0).")
    private long decisions;

    @Option(names = "--connections", description = "Number of connections (default: ${DEFAULT-VALUE}).")
    private int connections = 2;

    @Option(names = "--sweeps", description = "Sweeps per connection per day (default: ${DEFAULT-VALUE}).")
    private double sweeps = 4;

    @Option(
            names = "--changes",
            description = "Changes per day per 1,000 identities (default: ${DEFAULT-VALUE}; an assumption).")
    private double changes = 10;

    @Option(
            names = "--activities",
            description =
                    "Log rows per day about each identity (default: ${DEFAULT-VALUE}; an assumption). 0 if no log is read.")
    private double activities = 20;

    @Option(
            names = "--provider-ms",
            description = "Response time of a provider in milliseconds (default: ${DEFAULT-VALUE}; an assumption).")
    private double providerMilliseconds = 150;

    @Option(
            names = "--enforced",
            description = "Assume that a policy is enforced on the inventory, so every identity is read every hour.")
    private boolean enforced;

    @Override
    public Integer call() {
        requireQuantity("--identities", identities);
        requireQuantity("--decisions", decisions);
        requireQuantity("--connections", connections);
        requireQuantity("--sweeps", sweeps);
        requireQuantity("--changes", changes);
        requireQuantity("--activities", activities);
        requireQuantity("--provider-ms", providerMilliseconds);
        var size = new InstallationSize(
                identities, decisions, connections, sweeps, changes, providerMilliseconds, enforced, activities);
        CostModel.Month month = new CostModel(CostMeasurements.standard(), AwsPriceList.standard()).month(size);
        output().print(month, terminal -> print(terminal, month));
        return 0;
    }

    private static void requireQuantity(String option, Number number) {
        double quantity = number.doubleValue();
        if (!(quantity >= 0 && quantity <= MAX_QUANTITY)) { // also false for NaN
            throw new IllegalArgumentException(
                    "%s is %s, but must be from 0 to %d".formatted(option, number, MAX_QUANTITY));
        }
    }

    private static void print(TerminalOutput terminal, CostModel.Month month) {
        TextTable table = new TextTable("cost item", "quantity", "unit", "US dollars");
        month.lines()
                .forEach(line -> table.row(
                        line.what(), number("%,.3f", line.quantity()), line.unit(), number("%,.2f", line.dollars())));
        table.row("total", "", "", number("%,.2f", month.dollars()));
        table.print(terminal);
        terminal.line(number("Each additional 1,000 identities: about $%,.2f.", month.dollarsPerThousandIdentities()));
        terminal.line("Prices: %s, %s. %s."
                .formatted(
                        month.prices().region(),
                        month.prices().date(),
                        month.prices().note()));
        terminal.line("Assumed, not measured:");
        month.assumed().forEach(assumed -> terminal.line("  " + assumed));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
