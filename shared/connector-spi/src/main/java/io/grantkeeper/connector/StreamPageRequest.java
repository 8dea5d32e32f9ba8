package io.grantkeeper.connector;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.Optional;

/**
 * A request to read one page of a stream.
 *
 * @param logWindow the time window of a log; empty for a listing
 */
public record StreamPageRequest(
        StreamDefinition definition,
        ProviderSession session,
        Partition partition,
        PartitionCursor from,
        Optional<LogWindow> logWindow) {
    /**
     * Creates a request for a page.
     *
     * @throws IllegalArgumentException if the stream is a log and the partition has no time window
     */
    static StreamPageRequest of(
            StreamDefinition definition, ProviderSession session, Partition partition, PartitionCursor from) {
        Optional<LogWindow> window =
                switch (definition.kind()) {
                    case LISTING -> Optional.empty();
                    case LOG -> Optional.of(LogWindow.of(partition));
                };
        return new StreamPageRequest(definition, session, partition, from, window);
    }

    public ConnectionId connection() {
        return session.connection().id();
    }

    /** Returns the token of the page; empty for the first page of the partition. */
    public Optional<String> token() {
        return from.token();
    }

    /** Returns the time window of a log. */
    public LogWindow window() {
        return logWindow.orElseThrow();
    }

    /**
     * Returns the start of a log's time window (inclusive). For the first read, the definition determines how far back
     * the window starts.
     */
    public Instant since() {
        return window().start(definition.firstLookBack());
    }

    /** Returns the end of a log's time window (exclusive). */
    public Instant until() {
        return window().until();
    }
}
