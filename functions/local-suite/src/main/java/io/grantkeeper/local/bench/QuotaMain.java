package io.grantkeeper.local.bench;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a sweep under the provider's real quotas, by virtual time. */
@Command(
        name = "bench quota",
        mixinStandardHelpOptions = true,
        description = "Measures how close a sweep of a large tenant comes to its provider's quotas, by virtual time.")
public final class QuotaMain implements Callable<Integer> {
    private static final int COLUMNS = 160;
    private static final int MOST_NAMED = 10;

    @Option(names = "--provider", defaultValue = "google", description = "Whose simulated tenant is swept.")
    private String provider = "google";

    @Option(names = "--people", defaultValue = "2000", description = "How many people the tenant has.")
    private int people;

    @Option(names = "--workers", defaultValue = "10", description = "How many invocations run at once.")
    private int workers;

    @Option(names = "--latency", defaultValue = "100", description = "How long a call takes, in milliseconds.")
    private int latency;

    @Option(names = "--outage", description = "After so many seconds the provider fails for a minute.")
    private Optional<Integer> outage = Optional.empty();

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    private QuotaMain() {}

    @Override
    public Integer call() {
        QuotaResult result = QuotaBench.run(new QuotaBench.Setting(
                provider, people, workers, Duration.ofMillis(latency), outage.map(Duration::ofSeconds)));
        Terminal terminal = Terminal.standard(Map.of("COLUMNS", String.valueOf(COLUMNS), "NO_COLOR", "1"));
        if (json) {
            terminal.line(ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            print(terminal, result);
        }
        return result.deadLetters().isEmpty() ? 0 : 1;
    }

    private static void print(Terminal terminal, QuotaResult result) {
        terminal.heading(
                "%s, %,d people in %,d partitions".formatted(result.provider(), result.people(), result.partitions()));
        TextTable table = new TextTable("quota", "calls", "refused", "floor s");
        for (QuotaResult.LimitUse limit : result.limits()) {
            table.row(limit.name(), whole(limit.calls()), whole(limit.refused()), seconds(limit.floor()));
        }
        table.print(terminal);
        terminal.line("The sweep took %s s of virtual time, %s times the floor of %s s; %s rows."
                .formatted(
                        seconds(result.sweep()),
                        String.format(Locale.ROOT, "%.3f", result.overFloor()),
                        seconds(result.floor()),
                        whole(result.rows())));
        terminal.line("Calls that failed: %s. Made again: %s calls in %s partitions, %s of them beyond one page."
                .formatted(
                        whole(result.failed()),
                        whole(result.repeated().stream()
                                .mapToLong(QuotaResult.Repeated::calls)
                                .sum()),
                        whole(result.repeated().size()),
                        whole(result.beyondOnePage().size())));
        result.beyondOnePage().stream()
                .limit(MOST_NAMED)
                .forEach(repeated -> terminal.line("  %s: %s calls again, of %s pages; its largest page takes %s"
                        .formatted(
                                repeated.partition(),
                                whole(repeated.calls()),
                                whole(repeated.pages()),
                                whole(repeated.page()))));
        terminal.line("Messages: %s. DynamoDB: %s reads (%s units), %s writes (%s units)."
                .formatted(
                        whole(result.messages()),
                        whole(result.dynamoDb().readRequests()),
                        whole(Math.round(result.dynamoDb().readUnits())),
                        whole(result.dynamoDb().writeRequests()),
                        whole(Math.round(result.dynamoDb().writeUnits()))));
        result.deadLetters().stream().limit(MOST_NAMED).forEach(reason -> terminal.line("Not handled: " + reason));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%,.1f", duration.toMillis() / 1e3);
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new QuotaMain()).execute(arguments));
    }
}
