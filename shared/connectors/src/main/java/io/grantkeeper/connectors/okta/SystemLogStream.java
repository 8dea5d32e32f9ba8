package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
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
 * The system log: who made, changed and used what. Read in bounded windows that reach back over the one before, since
 * rows can appear late; every event has a {@code uuid}, so reading one again adds nothing.
 *
 * <p>Tokens given to clients are most of a busy log, so they are a part of their own, with a shorter first look back.
 */
final class SystemLogStream implements AccessStream {
    static final StreamId ID = new StreamId("system-log");

    static final String CHANGES = "changes";
    static final String USES = "uses";

    /** Okta keeps 90 days and refuses earlier starts. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final Duration FIRST_LOOK_BACK_FOR_USES = Duration.ofDays(7);

    /** Okta promises no order and no time; minutes have been seen. */
    private static final Duration LATEST_ROW = Duration.ofMinutes(10);

    /** Okta's largest page. */
    private static final String PAGE_SIZE = "1000";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "System log";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(OktaScopes.LOGS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration overlap() {
        return LATEST_ROW;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.of(ID, CHANGES, Map.of()), Partition.of(ID, USES, Map.of()));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        boolean uses = partition.id().equals(USES);
        LogWindow window = LogWindow.of(partition);
        Instant oldest = window.until().minus(KEPT);
        Instant since = window.sinceOr(uses ? window.until().minus(FIRST_LOOK_BACK_FOR_USES) : oldest);
        // Bounded on both sides: without an end, Okta's log has a next page for ever.
        ProviderResponse response = new OktaApi(session)
                .page(new OktaApi.Call(OktaScopes.LOGS, OktaLimits.LOGS, "/api/v1/logs")
                        .with("since", (since.isBefore(oldest) ? oldest : since).toString())
                        .with("until", window.until().toString())
                        .with("sortOrder", "ASCENDING")
                        .with("limit", PAGE_SIZE)
                        .with("filter", uses ? LogMeaning.uses() : LogMeaning.changes())
                        .at(from));
        LogEvidence evidence = new LogEvidence(session.connection().id());
        List<JsonBody> rows = JsonBody.of(response).elements();
        for (JsonBody row : rows) {
            evidence.add(LogRow.of(row), window.until().minus(LATEST_ROW.multipliedBy(2)));
        }
        // An empty page can carry a link all the same, to wait at for more.
        Optional<String> next = rows.isEmpty() ? Optional.empty() : NextPage.of(response, from);
        return next.isPresent()
                ? new Page.More(evidence.observations(), evidence.rereads(), Cursor.at(next.get()))
                : new Page.Last(evidence.observations(), evidence.rereads());
    }
}
