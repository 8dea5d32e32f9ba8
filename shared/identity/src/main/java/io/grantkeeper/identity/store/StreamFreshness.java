package io.grantkeeper.identity.store;

import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The times at which the streams of a connection were last read completely. */
public final class StreamFreshness {
    private final Map<StreamId, Optional<Instant>> lastRead = new TreeMap<>();

    /**
     * Creates an instance.
     *
     * @param partitions all partitions of the connection
     */
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
     * Returns when a stream was last read completely, which is the time of the partition with the oldest data. For a
     * log, it is the time up to which the log has been read. Returns empty if any partition was never read completely.
     */
    public Optional<Instant> lastFullRead(StreamId stream) {
        return lastRead.getOrDefault(stream, Optional.empty());
    }

    /**
     * Returns when the stream of these partitions was last read completely, as {@link #lastFullRead(StreamId)} does.
     */
    public static Optional<Instant> lastFullRead(List<PartitionStatus> partitions) {
        return partitions.stream().allMatch(partition -> partition.completedAt().isPresent())
                ? partitions.stream()
                        .map(partition ->
                                partition.watermark().or(partition::completedAt).orElseThrow())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }
}
