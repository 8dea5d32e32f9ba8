package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.InterruptedReads;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads streams from a provider that throttles calls. Works like {@code sync-access}, but in one process. A page that
 * was interrupted is continued after the wait.
 */
public final class ThrottledSweep {
    private static final int MAX_WAITS = 1_000;

    private final ProviderSession session;
    private final InterruptedReads reads;
    private final Consumer<Duration> waiting;
    private int waits;

    /**
     * Creates a sweep.
     *
     * @param waiting advances the session's clock by the given duration
     */
    public ThrottledSweep(ProviderSession session, Consumer<Duration> waiting) {
        this.session = session;
        this.reads = new InterruptedReads(session.clock());
        this.waiting = waiting;
    }

    /** Reads a stream to its end. For a log, the stream decides how far back to read. */
    public List<AccessObservation> read(AccessStream stream) throws ConnectorException {
        return read(stream, new LogWindow(Optional.empty(), session.clock().instant()));
    }

    List<AccessObservation> read(AccessStream stream, LogWindow window) throws ConnectorException {
        List<AccessObservation> items = new ArrayList<>();
        String listing = stream.id().value();
        for (Partition partition : persist(listing, "partitions", through -> stream.partitions(through, Set.of()))) {
            Partition planned = stream.kind() == StreamKind.LOG ? window.addTo(partition) : partition;
            PartitionCursor cursor = PartitionCursor.start();
            while (true) {
                PartitionCursor at = cursor;
                StreamPage page = persist(
                        listing + "/" + partition.id(),
                        at.token().orElse("first"),
                        through -> stream.read(through, planned, at));
                items.addAll(page.items());
                if (!(page instanceof StreamPage.More more)) {
                    break;
                }
                cursor = more.next();
            }
        }
        return items;
    }

    private <T> T persist(String listing, String page, InterruptedReads.PageRead<T> read) throws ConnectorException {
        while (true) {
            try {
                return reads.read(listing, page, session, read);
            } catch (ConnectorException e) {
                if (!(e.problem() instanceof RateLimited limited)) {
                    throw e;
                }
                if (++waits > MAX_WAITS) {
                    throw new AssertionError("%s, %s: still not read after %d waits".formatted(listing, page, waits));
                }
                waiting.accept(limited.retryAfter());
            }
        }
    }
}
