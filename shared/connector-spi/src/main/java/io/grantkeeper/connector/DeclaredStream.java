package io.grantkeeper.connector;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A stream that consists of a definition and the code that reads a page. Most streams need nothing else; {@link
 * StreamDefinition#readBy} creates one.
 *
 * @param planner splits the stream into partitions, as {@link AccessStream#partitions} requires
 * @param segments assigns observations to segments, as {@link AccessStream#segmentOf} requires
 * @param directReader returns the partition of one segment, as {@link AccessStream#directRead} requires
 */
public record DeclaredStream(
        StreamDefinition definition,
        PageReader reader,
        Planner planner,
        Function<AccessObservation, String> segments,
        DirectReader directReader)
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

    /** Returns the partition that reads one segment directly, or empty if there is none. */
    @FunctionalInterface
    public interface DirectReader {
        Optional<Partition> partition(Partition whole, String segment);
    }

    public DeclaredStream withPartitions(Planner other) {
        return new DeclaredStream(definition, reader, other, segments, directReader);
    }

    public DeclaredStream withSegments(Function<AccessObservation, String> other) {
        return new DeclaredStream(definition, reader, planner, other, directReader);
    }

    public DeclaredStream withDirectReads(DirectReader other) {
        return new DeclaredStream(definition, reader, planner, segments, other);
    }

    @Override
    public Optional<Partition> directRead(Partition whole, String segment) {
        return directReader.partition(whole, segment);
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
    public String segmentOf(AccessObservation observation) {
        return segments.apply(observation);
    }
}
