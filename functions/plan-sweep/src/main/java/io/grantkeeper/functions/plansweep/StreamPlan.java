package io.grantkeeper.functions.plansweep;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.functions.work.PlanningFailures;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A stream and the stored state of its partitions, from which a sweep is planned. */
record StreamPlan(AccessStream stream, List<PartitionStatus> states, Instant now) {
    static StreamPlan of(AccessStream stream, List<PartitionStatus> all, Instant now) {
        return new StreamPlan(
                stream,
                all.stream()
                        .filter(state -> state.ref().stream().equals(stream.id()))
                        .filter(state -> !PlanningFailures.isPlanning(state.ref()))
                        .toList(),
                now);
    }

    /**
     * Returns the IDs of all partitions that any sweep has tried to read. The connector also plans reads of those that
     * are now empty, because only reading them shows that their rows were removed.
     */
    Set<String> knownPartitions() {
        return states.stream().map(state -> state.ref().partition()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns whether the stream was never read completely. If so, its contents existed before Grantkeeper's first
     * complete sweep and are not reported as new.
     */
    boolean neverRead() {
        return states.stream().allMatch(state -> state.completedAt().isEmpty());
    }

    /**
     * Returns whether the stream must be read: it was never read, or one of its partitions was last read too long ago
     * or not completely.
     */
    boolean isDue() {
        return states.isEmpty() || states.stream().anyMatch(this::isDue);
    }

    private boolean isDue(PartitionStatus state) {
        return state.problem().isPresent()
                || state.completedAt()
                        .map(at -> !at.plus(stream.freshFor()).isAfter(now))
                        .orElse(true);
    }

    /**
     * Returns the partition with the parameters to read it. For a log, the parameters are the period to read: from the
     * end of the last read, moved back by the stream's overlap, until now.
     */
    Partition toRead(Partition partition) {
        return switch (stream.kind()) {
            case StreamKind.LISTING -> partition;
            case StreamKind.LOG ->
                new LogWindow(watermark(partition).map(mark -> mark.minus(stream.overlap())), now).addTo(partition);
        };
    }

    private Optional<Instant> watermark(Partition partition) {
        return states.stream()
                .filter(state -> state.ref().partition().equals(partition.id()))
                .findFirst()
                .flatMap(PartitionStatus::watermark);
    }
}
