package io.grantkeeper.local.cost;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Inputs of the reckoning that were measured.
 *
 * @param sweeps a sweep of companies of several sizes
 * @param perEvent what one event of a kind costs, by kind
 * @param functions how long an invocation takes and how much memory it has, by function
 * @param installation what is there whatever the size
 */
public record Measurements(
        List<Sweep> sweeps, Map<String, Event> perEvent, Map<String, Call> functions, Installation installation) {
    /**
     * Sweeps of one company.
     *
     * @param command what measured them
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

    /** Units of DynamoDB, and how many records the stream gave. */
    public record Units(double read, double write, long records) {}

    /**
     * What follows from one event.
     *
     * @param measured whether it was; else it is assumed, and told as such
     * @param source what measured it
     */
    public record Event(double read, double write, boolean measured, String source) {}

    /**
     * One invocation.
     *
     * @param milliseconds the median of warm ones, on a whole processor
     * @param everyMinutes how often a clock calls it, where one does
     * @param tick what it reads and writes then, though there is nothing to do
     * @param measured whether it was; else it is assumed, and told as such
     * @param source what measured it
     */
    public record Call(
            double milliseconds,
            int memoryMb,
            Optional<Double> everyMinutes,
            Optional<Tick> tick,
            boolean measured,
            String source) {
        /** From here on Lambda gives a whole processor; below a share of one, by the memory. */
        static final double WHOLE_PROCESSOR_MB = 1769;

        /** How many times longer it takes with the part of a processor that its memory brings. */
        double stretch() {
            return Math.max(1, WHOLE_PROCESSOR_MB / memoryMb);
        }
    }

    /** Units of DynamoDB of one call by a clock. */
    public record Tick(double read, double write) {}

    /**
     * What a month is paid for though nothing happens, counted in the templates.
     *
     * @param queues that Lambda looks at
     * @param metrics time series that functions write
     */
    public record Installation(int keys, int queues, int alarms, int metrics) {}

    /** Those of this version. */
    public static Measurements standard() {
        return resource("measurements.json", Measurements.class);
    }

    static <T> T resource(String name, Class<T> type) {
        try (InputStream in = Objects.requireNonNull(Measurements.class.getResourceAsStream(name), name)) {
            return ModelJson.mapper().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
