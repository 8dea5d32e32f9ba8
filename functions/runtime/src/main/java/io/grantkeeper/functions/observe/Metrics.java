package io.grantkeeper.functions.observe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts during an invocation, and writes the sums at its end in CloudWatch's embedded metric format: lines of the log that
 * cost no call, and of which CloudWatch makes metrics. Outside of an invocation nothing is counted.
 */
public final class Metrics {
    /** In CloudWatch. */
    public static final String NAMESPACE = "Grantkeeper";

    private static final ScopedValue<Metrics> RUNNING = ScopedValue.newInstance();

    private final String function;
    private final Console console;
    /** By the values of the metric's dimensions. */
    private final Map<Metric, Map<List<String>, Long>> sums = new EnumMap<>(Metric.class);

    private Metrics(String function, Console console) {
        this.function = function;
        this.console = console;
    }

    /**
     * Adds to a metric of the running invocation; of a duration or a lag the largest counts.
     *
     * @param dimensions a value for each of the metric's dimensions
     * @throws IllegalArgumentException where there are more or fewer
     */
    public static void count(Metric metric, long value, String... dimensions) {
        if (dimensions.length != metric.dimensions().size()) {
            throw new IllegalArgumentException("%s has the dimensions %s; %d values were given"
                    .formatted(metric.title(), metric.dimensions(), dimensions.length));
        }
        if (RUNNING.isBound()) {
            RUNNING.get().add(metric, value, dimensions);
        }
    }

    private synchronized void add(Metric metric, long value, String... dimensions) {
        sums.computeIfAbsent(metric, _ -> new LinkedHashMap<>())
                .merge(List.of(dimensions), value, metric.unit() == Metric.Unit.COUNT ? Long::sum : Math::max);
    }

    /** Runs an invocation and tells, however it ends, what was counted. */
    static <T, X extends Throwable> T during(String function, Console console, ScopedValue.CallableOp<T, X> work)
            throws X {
        Metrics metrics = new Metrics(function, console);
        long begun = System.nanoTime();
        try {
            return ScopedValue.where(RUNNING, metrics).call(work);
        } finally {
            metrics.add(Metric.LATENCY, (System.nanoTime() - begun) / 1_000_000);
            metrics.tell();
        }
    }

    private synchronized void tell() {
        sums.forEach((metric, series) -> series.forEach((values, sum) -> console.line(line(metric, values, sum))));
    }

    private String line(Metric metric, List<String> values, long sum) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("function", function);
        List<String> names = metric.dimensions();
        for (int i = 0; i < names.size(); i++) {
            dimensions.put(names.get(i), values.get(i));
        }
        String definition = new JsonLine()
                .text("Name", metric.title())
                .text("Unit", metric.unit().title())
                .end();
        String directive = new JsonLine()
                .text("Namespace", NAMESPACE)
                .json("Dimensions", "[" + array(dimensions) + "]")
                .json("Metrics", "[" + definition + "]")
                .end();
        String aws = new JsonLine()
                .number("Timestamp", console.clock().millis())
                .json("CloudWatchMetrics", "[" + directive + "]")
                .end();
        return new JsonLine()
                .json("_aws", aws)
                .texts(dimensions)
                .number(metric.title(), sum)
                .text("correlation", Correlation.current().id())
                .end();
    }

    private static String array(Map<String, String> dimensions) {
        List<String> quoted = new ArrayList<>();
        dimensions.keySet().forEach(name -> quoted.add('"' + name + '"'));
        return "[" + String.join(",", quoted) + "]";
    }
}
