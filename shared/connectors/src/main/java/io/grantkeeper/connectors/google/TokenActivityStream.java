package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The token log: consents given and withdrawn, and the API calls that clients made with them.
 *
 * <p>Calls make up nearly all rows, so the first read of the whole log goes back a week only, unless the connection asks for more. When a consent was given
 * matters for longer: a second partition lists consents alone over all 180 days that Google keeps.
 */
final class TokenActivityStream extends ReportStream {
    static final StreamId ID = new StreamId("token-activity");
    static final String APPLICATION = "token";

    /** The partition that lists consents alone. */
    static final String CONSENTS = "consents";

    /** The only event it lists; read together with {@code revoke} it would cost twice for what inventory shows anyway. */
    private static final String AUTHORIZE = "authorize";

    private final TokenEvents events = new TokenEvents();

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "OAuth consents and API calls, from the token log";
    }

    @Override
    String application() {
        return APPLICATION;
    }

    @Override
    Duration firstLookBack(GoogleSettings settings) {
        return Duration.ofDays(settings.callDays());
    }

    @Override
    void collect(ConnectionId connection, Activity activity, Evidence into) {
        events.collect(connection, activity, into);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID), Partition.of(ID, CONSENTS, Map.of()));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        return partition.id().equals(CONSENTS)
                ? consents(session, partition, from)
                : super.read(session, partition, from);
    }

    /** Asks for nothing to be read again: what is recent enough to matter comes with the whole log. */
    private Page consents(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        String token = from.token().orElse("");
        JsonBody answer = list(session, partition, KEPT, Optional.of(AUTHORIZE), token);
        Evidence evidence = evidence(session, answer);
        Optional<String> next = Read.nextPage(answer, token);
        return next.isPresent()
                ? Page.more(evidence.observations(), Cursor.at(next.get()))
                : Page.last(evidence.observations());
    }
}
