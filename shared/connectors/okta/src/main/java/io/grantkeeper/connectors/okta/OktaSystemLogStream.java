package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of the system log: who created, changed and used what. It is read in bounded windows, which overlap
 * because rows can arrive late. Every event has a {@code uuid}, so reading an event again adds nothing.
 *
 * <p>Most of a busy log is about tokens issued to clients. Those events are a separate partition with a shorter first
 * lookback.
 */
final class OktaSystemLogStream {
    private static final ActivityMapper ACTIVITIES = new OktaActivityMapper();

    static final StreamId ID = new StreamId("system-log");

    static final String CHANGES = "changes";
    static final String USES = "uses";

    /** The period for which Okta retains the log. Okta rejects earlier start times. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final Duration FIRST_LOOK_BACK_FOR_USES = Duration.ofDays(7);

    /**
     * The maximum delay before a row appears. Okta guarantees neither an order nor a maximum delay; delays of minutes
     * have been observed.
     */
    private static final Duration LATEST_ROW = Duration.ofMinutes(10);

    /** Okta's maximum page size. */
    private static final String PAGE_SIZE = "1000";

    private OktaSystemLogStream() {}

    static AccessStream stream() {
        return StreamDefinition.log(ID, "System log")
                .withScopes(OktaScopes.LOGS)
                .withFreshFor(Duration.ofMinutes(15))
                .withOverlap(LATEST_ROW)
                .readBy(OktaSystemLogStream::read)
                .withPartitions(OktaSystemLogStream::partitions);
    }

    private static List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.of(ID, CHANGES, Map.of()), Partition.of(ID, USES, Map.of()));
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        boolean uses = request.partition().id().equals(USES);
        Instant since = request.window().start(uses ? FIRST_LOOK_BACK_FOR_USES : KEPT, KEPT);
        // The window has a start and an end: without an end, Okta's log always has a next page.
        ProviderResponse response = new OktaClient(request.session())
                .page(new OktaClient.Call(OktaScopes.LOGS, OktaRateLimits.LOGS, "/api/v1/logs")
                        .with("since", since.toString())
                        .with("until", request.until().toString())
                        .with("sortOrder", "ASCENDING")
                        .with("limit", PAGE_SIZE)
                        .with("filter", uses ? OktaLogEventTypes.usageFilter() : OktaLogEventTypes.changesFilter())
                        .at(request.from()));
        OktaEvidenceCollector evidence = new OktaEvidenceCollector(request.connection());
        List<JsonNodeReader> rows = JsonNodeReader.of(response).elements();
        for (JsonNodeReader row : rows) {
            evidence.add(OktaLogRow.of(row), request.until().minus(LATEST_ROW.multipliedBy(2)));
        }
        // Even an empty page can contain a link to the next one, for polling.
        Optional<String> next = rows.isEmpty() ? Optional.empty() : OktaNextPage.of(response, request.from());
        return StreamPage.of(evidence.observations(), evidence.rereads(), next)
                .withActivities(JsonNodeReader.activities(rows, ACTIVITIES, "system-log"));
    }
}
