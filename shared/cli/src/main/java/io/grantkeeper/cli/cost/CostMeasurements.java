package io.grantkeeper.cli.cost;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The measured inputs of the cost model.
 *
 * @param sweeps sweeps of companies of several sizes
 * @param perEvent the consumption of one event, by type of event
 * @param functions the duration of an invocation and the memory size, by function
 * @param installation the resources that do not depend on the size of the company
 */
public record CostMeasurements(
        List<Sweep> sweeps, Map<String, Event> perEvent, Map<String, Call> functions, Installation installation) {
    /**
     * The sweeps of one company.
     *
     * @param command the command that measured the sweeps
     * @param first the consumption of the first sweep
     * @param firstDetection the consumption of detection for the rows of the first sweep
     * @param unchanged the consumption of a sweep in which nothing has changed
     */
    public record Sweep(
            String command,
            int identities,
            int grants,
            int partitions,
            long providerCalls,
            Units first,
            Units firstDetection,
            Units unchanged) {}

    /** The consumed capacity in DynamoDB read and write units, and the number of stream records. */
    public record Units(double read, double write, long records) {}

    /**
     * The consumption of one event.
     *
     * @param measured whether the consumption was measured; if not, it is assumed and listed as an assumption
     * @param source the test or command that measured the consumption
     */
    public record Event(double read, double write, boolean measured, String source) {}

    /**
     * One invocation of a function, with the function's memory size and schedule.
     *
     * @param milliseconds the median duration of warm invocations on a full vCPU
     * @param memoryMb the function's memory size in MB
     * @param everyMinutes the interval of the function's schedule; empty if it has none
     * @param tick the consumption of a scheduled invocation that has nothing to do; an empty value counts as zero
     * @param measured whether the duration was measured; if not, it is assumed and listed as an assumption
     * @param source the test or command that measured the duration
     */
    public record Call(
            double milliseconds,
            int memoryMb,
            Optional<Double> everyMinutes,
            Optional<Tick> tick,
            boolean measured,
            String source) {
        /**
         * The memory size in MB at which Lambda allocates a full vCPU. A function with less memory gets a proportional
         * fraction.
         */
        static final double WHOLE_PROCESSOR_MB = 1769;

        /**
         * Returns the factor by which an invocation takes longer on the fraction of a vCPU that the function's memory
         * size provides.
         */
        double slowdown() {
            return Math.max(1, WHOLE_PROCESSOR_MB / memoryMb);
        }
    }

    /** The consumed capacity, in DynamoDB read and write units, of one scheduled invocation. */
    public record Tick(double read, double write) {}

    /**
     * The resources that are billed even if nothing happens, as counted in the installation's CloudFormation templates.
     *
     * @param queues the number of queues that Lambda polls
     * @param metrics the number of time series that functions publish
     */
    public record Installation(int keys, int queues, int alarms, int metrics) {}

    /** Returns the measurements that ship with this release. */
    public static CostMeasurements standard() {
        return resource("measurements.json", CostMeasurements.class);
    }

    static <T> T resource(String name, Class<T> type) {
        try (InputStream in = Objects.requireNonNull(CostMeasurements.class.getResourceAsStream(name), name)) {
            return ModelJson.mapper().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
