package io.grantkeeper.identity.store;

import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When each stream of a connection was last read completely. */
public final class StreamFreshness {
    private final Map<StreamId, Optional<Instant>> lastRead = new TreeMap<>();

    /** @param partitions all partitions of the connection */
    public StreamFreshness(Collection<PartitionStatus> partitions) {
        partitions.stream()
                .map(partition -> partition.ref().stream())
                .distinct()
                .forEach(stream -> lastRead.put(
                        stream,
                        lastFullRead(partitions.stream()
                                .filter(partition -> partition.ref().stream().equals(stream))
                                .toList())));
    }

    /**
     * Returns when a stream was last read completely: the time of the partition whose data is oldest, for a log up to
     * the time that it was read to. Empty if any partition was never read completely.
     */
    public Optional<Instant> lastFullRead(StreamId stream) {
        return lastRead.getOrDefault(stream, Optional.empty());
    }

    /** As {@link #lastFullRead(StreamId)}, for the partitions of one stream. */
    public static Optional<Instant> lastFullRead(List<PartitionStatus> partitions) {
        return partitions.stream().allMatch(partition -> partition.completedAt().isPresent())
                ? partitions.stream()
                        .map(partition ->
                                partition.watermark().or(partition::completedAt).orElseThrow())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }
}
