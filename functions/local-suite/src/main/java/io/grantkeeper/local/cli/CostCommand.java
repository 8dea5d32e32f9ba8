package io.grantkeeper.local.cli;

import io.grantkeeper.local.cost.CostModel;
import io.grantkeeper.local.cost.Measurements;
import io.grantkeeper.local.cost.Prices;
import io.grantkeeper.local.cost.Size;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = "Reckons what a month in an AWS account costs, from measured quantities and list prices.")
final class CostCommand implements Callable<Integer> {
    @Option(names = "--identities", required = true, description = "How many identities hold access.")
    private long identities;

    @Option(names = "--decisions", description = "How many decisions are asked for a month (default: 0).")
    private long decisions;

    @Option(names = "--connections", description = "How many connections are swept (default: ${DEFAULT-VALUE}).")
    private int connections = 2;

    @Option(names = "--sweeps", description = "How often a day each is swept (default: ${DEFAULT-VALUE}).")
    private double sweeps = 4;

    @Option(
            names = "--changes",
            description = "How many changes a day 1,000 identities see (default: ${DEFAULT-VALUE}; an assumption).")
    private double changes = 10;

    @Option(
            names = "--provider-ms",
            description = "How long a provider takes for an answer (default: ${DEFAULT-VALUE}; an assumption).")
    private double providerMilliseconds = 150;

    @Option(
            names = "--enforced",
            description = "A policy is enforced outside of requests, so all is looked at every hour.")
    private boolean enforced;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        if (identities < 0
                || decisions < 0
                || connections < 0
                || sweeps < 0
                || changes < 0
                || providerMilliseconds < 0) {
            throw new IllegalArgumentException("a quantity must be 0 or more");
        }
        var size = new Size(identities, decisions, connections, sweeps, changes, providerMilliseconds, enforced);
        CostModel.Month month = new CostModel(Measurements.standard(), Prices.standard()).month(size);
        if (output.isJson()) {
            output.json(month);
        } else {
            print(output.terminal(), month);
        }
        return 0;
    }

    private static void print(Terminal terminal, CostModel.Month month) {
        TextTable table = new TextTable("a month of", "quantity", "in", "US dollars");
        month.lines()
                .forEach(line -> table.row(
                        line.what(), number("%,.3f", line.quantity()), line.unit(), number("%,.2f", line.dollars())));
        table.row("in all", "", "", number("%,.2f", month.dollars()));
        table.print(terminal);
        terminal.line(number("Each further 1,000 identities: about $%,.2f.", month.dollarsPerThousandIdentities()));
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
