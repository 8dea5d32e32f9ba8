package io.grantkeeper.identity.work;

import io.grantkeeper.identity.StreamId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a stream that is read, digested and retried separately.
 *
 * @param id the partition's id, which is stable across sweeps and identifies the stored digest
 * @param segment present if only one segment of the partition must be read again, for example one person
 * @param parameters the data that the connector needs to read the partition; must be small, because the parameters are
 *     part of a queue message
 */
public record Partition(StreamId stream, String id, Optional<String> segment, SortedMap<String, String> parameters) {
    public Partition {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** Returns the single partition of a stream that is not split. */
    public static Partition whole(StreamId stream) {
        return of(stream, "all", Map.of());
    }

    public static Partition of(StreamId stream, String id, Map<String, String> parameters) {
        return new Partition(stream, id, Optional.empty(), new TreeMap<>(parameters));
    }

    /**
     * Returns this partition, limited to one segment.
     *
     * @param name the segment
     * @param newParameters the parameters that replace those of this partition
     */
    public Partition onlySegment(String name, Map<String, String> newParameters) {
        return new Partition(stream, id, Optional.of(name), new TreeMap<>(newParameters));
    }

    /**
     * Returns a parameter that the partition was planned with.
     *
     * @throws IllegalArgumentException if the parameter is missing; the message names the partition and the parameter
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("partition %s/%s has no parameter '%s'".formatted(stream, id, name));
        }
        return value;
    }
}
