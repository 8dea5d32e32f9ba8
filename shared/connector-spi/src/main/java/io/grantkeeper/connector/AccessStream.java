package io.grantkeeper.connector;

import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One listing or log of a provider, readable part by part. */
public interface AccessStream {
    StreamId id();

    /** For people: "App installations". */
    String title();

    StreamNature nature();

    /** The least scopes, permissions or roles of the provider that reading needs. */
    Set<String> requiredScopes();

    /** How long between two sweeps is fresh enough. */
    default Duration freshFor() {
        return Duration.ofHours(24);
    }

    /** For a log: how late rows can arrive, so how far before the last read the next one starts again. */
    default Duration overlap() {
        return Duration.ZERO;
    }

    /**
     * Splits the stream into parts whose ids are stable from sweep to sweep. A known partition that has become empty
     * must be returned too, for only reading it shows that its rows are gone.
     *
     * @param known ids of the partitions that were ever read
     */
    List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException;

    /**
     * Reads one page. The same cursor may be read again, by a fresh instance, with the same result. A page that takes
     * several calls may end early where the limit is met in the middle of it: as {@link Page.More}, with the cursor at
     * what was not read.
     *
     * @throws ConnectorException for any other problem; never a partial page in its place
     */
    Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException;

    /**
     * The segment of its partition that an observation belongs to, where segments can be read again alone: for a
     * slice of people, the person. Empty where a partition is always read whole.
     */
    default String segmentOf(Observation observation) {
        return "";
    }
}
