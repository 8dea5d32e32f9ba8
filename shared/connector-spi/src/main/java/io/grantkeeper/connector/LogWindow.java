package io.grantkeeper.connector;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The time window over which a log partition is read. The planner adds it to the partition's parameters, where the
 * stream finds it.
 *
 * @param since the start of the window (inclusive), with the overlap already subtracted; empty to read as far back as
 *     the stream chooses
 * @param until the end of the window (exclusive), which becomes the stream's new position
 */
public record LogWindow(Optional<Instant> since, Instant until) {
    private static final String SINCE = "since";
    private static final String UNTIL = "until";

    public Partition addTo(Partition partition) {
        Map<String, String> parameters = new TreeMap<>(partition.parameters());
        since.ifPresent(instant -> parameters.put(SINCE, instant.toString()));
        parameters.put(UNTIL, until.toString());
        return Partition.of(partition.stream(), partition.id(), parameters);
    }

    /**
     * Returns the window that the planner added.
     *
     * @throws IllegalArgumentException if the partition has no window
     */
    public static LogWindow of(Partition partition) {
        return new LogWindow(
                Optional.ofNullable(partition.parameters().get(SINCE)).map(Instant::parse),
                Instant.parse(partition.parameter(UNTIL)));
    }

    /** Returns the start of the window; {@code earliest} if the stream has never been read. */
    public Instant sinceOr(Instant earliest) {
        return since.orElse(earliest);
    }

    /**
     * Returns the start of the window. If the stream has never been read, the window starts {@code lookBack} before its
     * end.
     */
    public Instant start(Duration lookBack) {
        return sinceOr(until.minus(lookBack));
    }

    /**
     * Returns the start of the window as {@link #start(Duration)} does, but no earlier than {@code retention} before
     * the end of the window.
     *
     * @param retention how long the provider keeps rows; the provider rejects earlier start times
     */
    public Instant start(Duration lookBack, Duration retention) {
        Instant start = start(lookBack);
        Instant oldest = until.minus(retention);
        return start.isBefore(oldest) ? oldest : start;
    }

    /** Returns a partition that covers the whole stream within a window, for tests and self-tests. */
    public static Partition wholePartition(StreamId stream, Instant since, Instant until) {
        return new LogWindow(Optional.of(since), until).addTo(Partition.whole(stream));
    }
}
