package io.grantkeeper.functions.plansweep;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.functions.work.Planning;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of one stream when a sweep of it is planned. */
record StreamPlan(AccessStream stream, List<PartitionState> states, Instant now) {
    static StreamPlan of(AccessStream stream, List<PartitionState> all, Instant now) {
        return new StreamPlan(
                stream,
                all.stream()
                        .filter(state -> state.ref().stream().equals(stream.id()))
                        .filter(state -> !Planning.isPlanning(state.ref()))
                        .toList(),
                now);
    }

    /** Partitions that were ever tried, so that those that have become empty are read once more too. */
    Set<String> known() {
        return states.stream().map(state -> state.ref().partition()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the stream was never read to an end: what it shows now was there before we looked, so it is no news. */
    boolean neverRead() {
        return states.stream().allMatch(state -> state.completedAt().isEmpty());
    }

    /** Whether any partition was last read too long ago, or did not get to its end. */
    boolean isDue() {
        return states.isEmpty() || states.stream().anyMatch(this::isDue);
    }

    private boolean isDue(PartitionState state) {
        return state.problem().isPresent()
                || state.completedAt()
                        .map(at -> !at.plus(stream.freshFor()).isAfter(now))
                        .orElse(true);
    }

    /** The partition with what it takes to read it: for a log, the window since it was last read, with overlap. */
    Partition toRead(Partition partition) {
        return switch (stream.nature()) {
            case StreamNature.LISTING -> partition;
            case StreamNature.LOG ->
                new LogWindow(watermark(partition).map(mark -> mark.minus(stream.overlap())), now).addTo(partition);
        };
    }

    private Optional<Instant> watermark(Partition partition) {
        return states.stream()
                .filter(state -> state.ref().partition().equals(partition.id()))
                .findFirst()
                .flatMap(PartitionState::watermark);
    }
}
