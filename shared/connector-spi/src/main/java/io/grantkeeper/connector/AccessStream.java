package io.grantkeeper.connector;

import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One of a provider's listings or logs. It is read partition by partition, and each partition page by page. */
public interface AccessStream {
    StreamId id();

    /** Returns the display name, such as "App installations". */
    String title();

    StreamNature nature();

    /** Returns the minimum provider scopes, permissions or roles that reading this stream requires. */
    Set<String> requiredScopes();

    /** Returns how long after a sweep the stream is due for the next one. */
    default Duration freshFor() {
        return Duration.ofHours(24);
    }

    /**
     * Returns how late log rows can arrive. Each read of a log starts this long before the end of the previous read.
     */
    default Duration overlap() {
        return Duration.ZERO;
    }

    /**
     * Splits the stream into partitions whose ids are the same in every sweep. The result includes known
     * partitions that are now empty, because only reading them shows that their rows were removed.
     *
     * @param known the ids of all partitions that have ever been read
     */
    List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException;

    /**
     * Reads one page. Another process can read from the same cursor and gets the same result. If a page takes several
     * calls and the rate limit is reached partway, the page may end early: it is then a {@link StreamPage.More} whose
     * cursor
     * points to the rows that were not read.
     *
     * @throws ConnectorException for any other problem; a partial page is never returned instead
     */
    StreamPage read(ProviderSession session, Partition partition, PartitionCursor from) throws ConnectorException;

    /**
     * Returns the segment that an observation belongs to. A segment is a part of a partition that can be read again on
     * its
     * own; in a partition of users, it is one user. Returns an empty string if the partition can only be read as a
     * whole.
     */
    default String segmentOf(Observation observation) {
        return "";
    }
}
