package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of the token log: consents that people gave and withdrew, and the API calls that clients made
 * under them.
 *
 * <p>Nearly all rows are calls, so the first read of the whole log covers only a week unless a setting of the
 * connection extends it. The time at which a consent was given remains relevant for longer, so a second
 * partition lists only consents, and covers the 180 days that Google retains.
 */
final class GoogleTokenActivityStream extends GoogleReportStream {
    static final StreamId ID = new StreamId("token-activity");
    static final String APPLICATION = "token";

    /** The partition that lists only consents. */
    static final String CONSENTS = "consents";

    /**
     * The only event that the partition of consents lists. Listing {@code revoke} as well would cost twice as much, and
     * the inventory shows the result of a revocation anyway.
     */
    private static final String AUTHORIZE = "authorize";

    private final GoogleTokenEvents events = new GoogleTokenEvents();

    GoogleTokenActivityStream() {
        super(ID, "OAuth consents and API calls, from the token log", APPLICATION);
    }

    @Override
    Duration firstLookBack(GoogleSettings settings) {
        return Duration.ofDays(settings.callDays());
    }

    @Override
    void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into) {
        events.collect(connection, activity, into);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID), Partition.of(ID, CONSENTS, Map.of()));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        return partition.id().equals(CONSENTS)
                ? consents(session, partition, from)
                : super.read(session, partition, from);
    }

    /**
     * Reads a page of consents. It requests no rereads, because the whole log contains every consent that is recent
     * enough to require one.
     */
    private StreamPage consents(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        String token = from.token().orElse("");
        JsonNodeReader answer = list(session, partition, KEPT, Optional.of(AUTHORIZE), token);
        GoogleEvidenceCollector evidence = evidence(session, answer);
        Optional<String> next = GoogleJson.nextPage(answer, token);
        return StreamPage.of(evidence.observations(), next);
    }
}
