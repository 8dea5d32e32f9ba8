package io.grantkeeper.functions.observability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums the values of metrics during an invocation. At its end, writes the totals in CloudWatch's embedded metric
 * format: log lines from which CloudWatch extracts metrics, so that no call is needed. Outside an invocation, nothing
 * is counted.
 */
public final class EmbeddedMetrics {
    /** The namespace of Grantkeeper's metrics in CloudWatch. */
    public static final String NAMESPACE = "Grantkeeper";

    private static final ScopedValue<EmbeddedMetrics> RUNNING = ScopedValue.newInstance();

    private final String function;
    private final LogOutput console;
    /** The totals by metric and by the values of its dimensions. */
    private final Map<MetricName, Map<List<String>, Long>> sums = new EnumMap<>(MetricName.class);

    private EmbeddedMetrics(String function, LogOutput console) {
        this.function = function;
        this.console = console;
    }

    /**
     * Adds a value to a metric of the running invocation. For a duration or lag, keeps the largest value instead.
     *
     * @param dimensions a value for each of the metric's dimensions
     * @throws IllegalArgumentException if the number of values differs from the number of dimensions
     */
    public static void count(MetricName metric, long value, String... dimensions) {
        if (dimensions.length != metric.dimensions().size()) {
            throw new IllegalArgumentException("%s has the dimensions %s, but %d values were given"
                    .formatted(metric.title(), metric.dimensions(), dimensions.length));
        }
        if (RUNNING.isBound()) {
            RUNNING.get().add(metric, value, dimensions);
        }
    }

    private synchronized void add(MetricName metric, long value, String... dimensions) {
        sums.computeIfAbsent(metric, _ -> new LinkedHashMap<>())
                .merge(List.of(dimensions), value, metric.unit() == MetricName.Unit.COUNT ? Long::sum : Math::max);
    }

    /** Runs an invocation and writes its metrics at the end, even after a failure. */
    static <T, X extends Throwable> T collectDuring(
            String function, LogOutput console, ScopedValue.CallableOp<T, X> work) throws X {
        EmbeddedMetrics metrics = new EmbeddedMetrics(function, console);
        long begun = System.nanoTime();
        try {
            return ScopedValue.where(RUNNING, metrics).call(work);
        } finally {
            metrics.add(MetricName.LATENCY, (System.nanoTime() - begun) / 1_000_000);
            metrics.write();
        }
    }

    private synchronized void write() {
        sums.forEach((metric, series) -> series.forEach((values, sum) -> console.line(line(metric, values, sum))));
    }

    private String line(MetricName metric, List<String> values, long sum) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("function", function);
        List<String> names = metric.dimensions();
        for (int i = 0; i < names.size(); i++) {
            dimensions.put(names.get(i), values.get(i));
        }
        String definition = new LogLineWriter()
                .text("Name", metric.title())
                .text("Unit", metric.unit().title())
                .end();
        String directive = new LogLineWriter()
                .text("Namespace", NAMESPACE)
                .json("Dimensions", "[" + array(dimensions) + "]")
                .json("Metrics", "[" + definition + "]")
                .end();
        String aws = new LogLineWriter()
                .number("Timestamp", console.clock().millis())
                .json("CloudWatchMetrics", "[" + directive + "]")
                .end();
        return new LogLineWriter()
                .json("_aws", aws)
                .texts(dimensions)
                .number(metric.title(), sum)
                .text("correlation", CorrelationId.current().id())
                .end();
    }

    private static String array(Map<String, String> dimensions) {
        List<String> quoted = new ArrayList<>();
        dimensions.keySet().forEach(name -> quoted.add('"' + name + '"'));
        return "[" + String.join(",", quoted) + "]";
    }
}
