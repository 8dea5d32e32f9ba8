package io.grantkeeper.identity.store;

import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One planned sweep of a connection.
 *
 * @param partitions the number of partitions planned so far
 * @param unplanned the streams whose planning waits for the provider; also empty in rows that older versions wrote
 */
public record SweepRun(String id, Instant plannedAt, int partitions, Optional<SortedSet<StreamId>> unplanned) {
    /** Creates a run whose streams are all planned. */
    public SweepRun(String id, Instant plannedAt, int partitions) {
        this(id, plannedAt, partitions, Optional.empty());
    }

    /** Returns this run with the streams whose planning waits for the provider. */
    public SweepRun withUnplanned(Set<StreamId> streams) {
        return new SweepRun(
                id, plannedAt, partitions, streams.isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(streams)));
    }

    /**
     * Returns this run after a waiting stream was planned. If the stream is not waiting, nothing changes.
     *
     * @param more the number of the stream's partitions
     */
    public SweepRun withPlanned(StreamId stream, int more) {
        if (!waitingStreams().contains(stream)) {
            return this;
        }
        SortedSet<StreamId> left = new TreeSet<>(waitingStreams());
        left.remove(stream);
        return new SweepRun(id, plannedAt, partitions + more, Optional.empty()).withUnplanned(left);
    }

    /** Returns whether all streams are planned, so that the number of partitions is final. */
    public boolean isPlanned() {
        return waitingStreams().isEmpty();
    }

    private Set<StreamId> waitingStreams() {
        return unplanned.<Set<StreamId>>map(streams -> streams).orElse(Set.of());
    }
}
