package io.grantkeeper.connector;

import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A stream that consists of a definition and the code that reads a page. Most streams need nothing else; {@link
 * StreamDefinition#readBy} creates one.
 *
 * @param planner splits the stream into partitions, as {@link AccessStream#partitions} requires
 * @param segments assigns observations to segments, as {@link AccessStream#segmentOf} requires
 */
public record DeclaredStream(
        StreamDefinition definition, PageReader reader, Planner planner, Function<Observation, String> segments)
        implements AccessStream {
    /** Reads one page, as {@link AccessStream#read} requires. */
    @FunctionalInterface
    public interface PageReader {
        StreamPage read(StreamPageRequest request) throws ConnectorException;
    }

    /** Splits a stream into partitions. */
    @FunctionalInterface
    public interface Planner {
        List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException;
    }

    public DeclaredStream withPartitions(Planner other) {
        return new DeclaredStream(definition, reader, other, segments);
    }

    public DeclaredStream withSegments(Function<Observation, String> other) {
        return new DeclaredStream(definition, reader, planner, other);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return planner.partitions(session, known);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        return reader.read(StreamPageRequest.of(definition, session, partition, from));
    }

    @Override
    public String segmentOf(Observation observation) {
        return segments.apply(observation);
    }
}
