package io.grantkeeper.connector;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The time that a log partition is to be read over. The planner adds it to the partition's parameters; the stream
 * reads it from there.
 *
 * @param since first instant wanted, the overlap taken off already; empty for as far back as the stream likes to go
 * @param until first instant not wanted: it becomes the watermark
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
     * The window that the planner added.
     *
     * @throws IllegalArgumentException where it added none
     */
    public static LogWindow of(Partition partition) {
        return new LogWindow(
                Optional.ofNullable(partition.parameters().get(SINCE)).map(Instant::parse),
                Instant.parse(partition.parameter(UNTIL)));
    }

    /** The stream's default where it was never read. */
    public Instant sinceOr(Instant earliest) {
        return since.orElse(earliest);
    }

    /** For tests and self-tests: a window over a stream's whole partition. */
    public static Partition over(StreamId stream, Instant since, Instant until) {
        return new LogWindow(Optional.of(since), until).addTo(Partition.whole(stream));
    }
}
