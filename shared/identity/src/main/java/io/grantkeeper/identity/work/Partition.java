package io.grantkeeper.identity.work;

import io.grantkeeper.identity.StreamId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a stream that is read, digested and retried on its own.
 *
 * @param id stable from sweep to sweep: the digest lies under it
 * @param segment set when only one segment of the partition is to be read again, for example one person of a slice
 * @param parameters what the connector needs to read it, small: it travels in a queue message
 */
public record Partition(StreamId stream, String id, Optional<String> segment, SortedMap<String, String> parameters) {
    public Partition {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** The whole of a stream that is not split. */
    public static Partition whole(StreamId stream) {
        return of(stream, "all", Map.of());
    }

    public static Partition of(StreamId stream, String id, Map<String, String> parameters) {
        return new Partition(stream, id, Optional.empty(), new TreeMap<>(parameters));
    }

    /** The same partition, narrowed to one segment. */
    public Partition onlySegment(String name, Map<String, String> newParameters) {
        return new Partition(stream, id, Optional.of(name), new TreeMap<>(newParameters));
    }

    /**
     * A parameter that the partition was planned with.
     *
     * @throws IllegalArgumentException naming the partition and the parameter
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("partition %s/%s has no parameter '%s'".formatted(stream, id, name));
        }
        return value;
    }
}
