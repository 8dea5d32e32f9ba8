package io.grantkeeper.connector;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A listing or log of a provider. It is read partition by partition, and each partition page by page. */
public interface AccessStream {
    /** Returns the properties of the stream that are known before it is read. */
    StreamDefinition definition();

    default StreamId id() {
        return definition().id();
    }

    default String title() {
        return definition().title();
    }

    default StreamKind kind() {
        return definition().kind();
    }

    default ListingOrder order() {
        return definition().order();
    }

    default Set<String> requiredScopes() {
        return definition().requiredScopes();
    }

    default Duration freshFor() {
        return definition().freshFor();
    }

    default Duration overlap() {
        return definition().overlap();
    }

    /**
     * Splits the stream into partitions whose ids are the same in every sweep. The result includes known partitions
     * that are now empty, because only reading them shows that their rows were removed. By default, a stream is one
     * partition.
     *
     * <p>If reading a partition fails with {@link ConnectorProblem.NotFound}, the stream is planned again with this
     * partition as the only known one. If the partition's parameters then differ, it is read with the new parameters.
     *
     * @param known the ids of all partitions that have ever been read
     */
    default List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return List.of(Partition.whole(id()));
    }

    /**
     * Reads one page. Reading from the same cursor in another process returns the same page. If a page takes several
     * calls and the rate limit is reached partway, the page may end early: it is then a {@link StreamPage.More} whose
     * cursor points to the rows that were not read.
     *
     * @throws ConnectorException for any other problem; no page is returned in that case
     */
    StreamPage read(ProviderSession session, Partition partition, PartitionCursor from) throws ConnectorException;

    /**
     * Returns the segment that an observation belongs to. A segment is a part of a partition that can be read again
     * separately; in a partition of users, it is one user. Returns an empty string if the partition can only be read as
     * a whole.
     */
    default String segmentOf(AccessObservation observation) {
        return "";
    }

    /**
     * Returns the partition that reads a segment directly, without the listing that the partition is normally read
     * from. If a listing does not contain a row but does not prove its removal, the row is checked with such a read.
     * Returns empty if the provider has no such call, or if the call needs more than the segment.
     *
     * @param whole the partition as it was planned
     * @param segment the segment of a row; never empty
     */
    default Optional<Partition> directRead(Partition whole, String segment) {
        return Optional.of(whole.onlySegment(segment, whole.parameters()));
    }
}
